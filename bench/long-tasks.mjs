// For a page's init script: its tasks over 50 ms.

/** Durations of tasks over 50 ms land in window.longTasks. */
export const watchLongTasks = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    window.longTasks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: 'longtask', buffered: true });
};
