// The views as tabs of the header; the panel is the page's main part. Where there is no room for tabs, as a menu. The
// pattern is ARIA's (tabs with manual activation), by hand: a library's takes a twentieth of what the page may weigh.

import type { KeyboardEvent, ReactElement } from 'react';
import { usePage, usePageState } from './use-page';
import styles from './view-tabs.module.css';

export const PANEL = 'view-panel';
export const tabOf = (id: string): string => `view-tab-${id}`;

/** Arrows, Home and End move among the tabs; Enter and Space choose, as of any button. */
function moveAmong(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const forth = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forth === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  const to = new Map([
    [forth, (at + 1) % tabs.length],
    [back, (at - 1 + tabs.length) % tabs.length],
    ['Home', 0],
    ['End', tabs.length - 1],
  ]).get(event.key);
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  tabs[to]?.focus();
}

export function ViewTabs(): ReactElement {
  const { views, go } = usePage();
  const { view } = usePageState();
  return (
    <>
      <div role="tablist" className={styles.tabs} aria-label="Views" onKeyDown={moveAmong}>
        {views.map((each) => {
          const active = each.id === view.id;
          return (
            <button
              key={each.id}
              type="button"
              role="tab"
              id={tabOf(each.id)}
              className={styles.tab}
              aria-selected={active}
              aria-controls={active ? PANEL : undefined}
              tabIndex={active ? 0 : -1}
              onClick={() => go(each)}
            >
              {each.title}
            </button>
          );
        })}
      </div>
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
