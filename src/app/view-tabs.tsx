// The views as tabs of the header; the panel is the page's main part.

import { Tabs } from '@base-ui/react/tabs';
import type { ReactElement } from 'react';
import { usePage } from './use-page';
import styles from './view-tabs.module.css';

export function ViewTabs(): ReactElement {
  const { views } = usePage();
  return (
    <Tabs.List className={styles.tabs} aria-label="Views" activateOnFocus={false}>
      {views.map(({ id, title }) => (
        <Tabs.Tab key={id} value={id} className={styles.tab}>
          {title}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
