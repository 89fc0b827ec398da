// Learn and the views as tabs of the header; the panel is the page's main part. Where there is no room for tabs, as a
// menu. The pattern is ARIA's (tabs with manual activation), by hand: a library's takes a twentieth of what the page may
// weigh. Learn shows the list of lessons; a lesson stands beside a view, and then that view's tab is the chosen one.

import type { KeyboardEvent, ReactElement } from 'react';
import { useListOpen } from '../lessons/list-open';
import type { View } from '../views/view';
import { usePage, usePageState } from './use-page';
import styles from './view-tabs.module.css';

export const PANEL = 'view-panel';
export const tabOf = (id: string): string => `view-tab-${id}`;

/** Of the tab that is no view's. */
export const LEARN = 'learn';

const learning = async () => (await import('../lessons/learning')).learn;

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
  const listed = useListOpen();
  const chosen = listed ? LEARN : view.id;
  const choose = (to: View | null): void => {
    if (to !== null && !listed) go(to);
    else
      void learning()
        .then((learn) => (to === null ? learn.listFromTab() : learn.leaveFor(to === view ? null : to.id)))
        .catch(() => undefined);
  };
  const tabs = [{ id: LEARN, title: 'Learn', view: null }, ...views.map((each) => ({ ...each, view: each }))];
  return (
    <>
      <div role="tablist" className={styles.tabs} aria-label="Views" onKeyDown={moveAmong}>
        {tabs.map((each) => {
          const active = each.id === chosen;
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
              onClick={() => choose(each.view)}
            >
              {each.title}
            </button>
          );
        })}
      </div>
      <label className={styles.menu}>
        <span>View</span>
        <select
          value={chosen}
          onChange={({ target }) => {
            const to = tabs[target.selectedIndex];
            if (to !== undefined) choose(to.view);
          }}
        >
          {tabs.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
