// The icons in use, drawn on a 16-unit square in the colour of the text.

import type { ReactElement } from 'react';

const PATHS = {
  play: <path d="M5 3.2v9.6L12.8 8z" fill="currentColor" stroke="none" />,
  pause: <path d="M4.4 3.4h2.4v9.2H4.4zM9.2 3.4h2.4v9.2H9.2z" fill="currentColor" stroke="none" />,
  step: <path d="M4 3.8v8.4L9.8 8zM11.6 3.8v8.4" fill="currentColor" />,
  back: <path d="M12 3.8v8.4L6.2 8zM4.4 3.8v8.4" fill="currentColor" />,
  reverse: <path d="M11 3.2v9.6L3.2 8z" fill="currentColor" stroke="none" />,
  branch: (
    <>
      <path d="M3 13.4V2.6M3 9.6c0-3 8.6-1.2 8.6-4.4" />
      <circle cx="11.6" cy="3.8" r="1.5" />
    </>
  ),
  undo: <path d="M5.6 3.2 2.8 6l2.8 2.8M3 6h6.4a3.6 3.6 0 0 1 0 7.2H6.4" />,
  redo: <path d="M10.4 3.2 13.2 6l-2.8 2.8M13 6H6.6a3.6 3.6 0 0 0 0 7.2h3" />,
  swap: <path d="M2.8 5.4h9.8M10 2.8l2.8 2.6L10 8M13.2 10.8H3.4M6 8.2l-2.8 2.6L6 13.4" />,
  restart: <path d="M3.2 8a4.9 4.9 0 1 0 1.5-3.5L3 6.1M3 2.8v3.3h3.3" />,
  dice: (
    <>
      <rect x="2.6" y="2.6" width="10.8" height="10.8" rx="2.4" />
      <path d="M5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01" strokeWidth="1.9" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  sun: (
    <path d="M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.2M8 13.4v1.2M1.4 8h1.2M13.4 8h1.2M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9" />
  ),
  moon: <path d="M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6Z" />,
  auto: (
    <>
      <circle cx="8" cy="8" r="5.4" />
      <path d="M8 2.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.4" y="3.6" width="13.2" height="8.8" rx="1.6" />
      <path d="M4.4 6.4h.01M6.8 6.4h.01M9.2 6.4h.01M11.6 6.4h.01M5.2 9.6h5.6" />
    </>
  ),
  save: <path d="M8 2.4v7.2M5 6.8l3 3 3-3M2.8 11v1.2a1.2 1.2 0 0 0 1.2 1.2h8a1.2 1.2 0 0 0 1.2-1.2V11" />,
  share: <path d="M8 9.6V2.4M5 5.2l3-3 3 3M4.4 7.6H3.6v6h8.8v-6h-.8" />,
  alert: <path d="M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.1" />,
  check: <path d="m3.4 8.4 3 3 6.2-6.6" />,
} as const;

/** What `Icon` can draw. */
export type IconName = keyof typeof PATHS;

export function Icon({ name, className }: { name: IconName; className?: string | undefined }): ReactElement {
  return (
    <svg
      className={className}
      viewBox="0 0 16 16"
      width="1.15em"
      height="1.15em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}
