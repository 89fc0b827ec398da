// What is shown where a part of the page cannot be drawn: what happened, the address to copy, and ways on. The rest of
// the page stays, and so does the state, which lives outside of what is drawn.

import { Component, type ReactNode } from 'react';
import styles from './boundary.module.css';
import buttons from './button.module.css'; // not Button: less that can fail

interface BoundaryProps {
  /** "This view", at the beginning of a sentence. */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps what could not be drawn from taking the rest of the page with it. */
export class Boundary extends Component<BoundaryProps, { readonly failure: string | null }> {
  override readonly state = { failure: null };

  static getDerivedStateFromError(error: unknown): { readonly failure: string } {
    return { failure: String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { what, children } = this.props;
    if (failure === null) return children;
    return (
      <div className={styles.failed} role="alert">
        <p>
          <b>{what} could not be drawn.</b> <span translate="no">{failure}</span>
        </p>
        <p>The run and its settings are kept. Draw it again; or reload, which opens this address again:</p>
        <input
          aria-label="Address"
          readOnly
          value={location.href}
          onFocus={(event) => event.target.select()}
        />
        <div>
          <button type="button" className={buttons.button} onClick={() => this.setState({ failure: null })}>
            Draw again
          </button>{' '}
          <button type="button" className={buttons.button} onClick={() => location.reload()}>
            Reload the page
          </button>
        </div>
      </div>
    );
  }
}
