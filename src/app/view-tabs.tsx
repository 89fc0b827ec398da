// The views as tabs of the header; the panel is the page's main part. Where there is no room for tabs, as a menu.

import { Tabs } from '@base-ui/react/tabs';
import type { ReactElement } from 'react';
import { usePage, usePageState } from './use-page';
import styles from './view-tabs.module.css';

export function ViewTabs(): ReactElement {
  const { views, go } = usePage();
  const { view } = usePageState();
  return (
    <>
      <Tabs.List className={styles.tabs} aria-label="Views" activateOnFocus={false}>
        {views.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} className={styles.tab}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <label className={styles.menu}>
        <span>View</span>
        <select
          value={view.id}
          onChange={({ target }) => {
            const chosen = views[target.selectedIndex];
            if (chosen !== undefined) go(chosen);
          }}
        >
          {views.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
