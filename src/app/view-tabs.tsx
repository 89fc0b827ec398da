// The views as tabs of the header; the panel is the page's main part.

import { Tabs } from '@base-ui/react/tabs';
import type { ReactElement } from 'react';
import { views, type View } from '../store/views';
import styles from './view-tabs.module.css';

const titles: Record<View, string> = { denoise: 'Denoise', noise: 'Noise', plane: 'Plane' };

export function ViewTabs(): ReactElement {
  return (
    <Tabs.List className={styles.tabs} aria-label="Views" activateOnFocus={false}>
      {views.map((view) => (
        <Tabs.Tab key={view} value={view} className={styles.tab}>
          {titles[view]}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
