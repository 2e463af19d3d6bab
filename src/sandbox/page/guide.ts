import type { Markup } from './html.ts';
import type { View } from './view.ts';

/** What whoever starts the sandbox shows on its first page, above the repositories. */
export interface Guide {
  readonly show: (view: View) => Markup;
  /** Whenever this changes, whoever looks at the page sees it. */
  readonly version: () => string;
  /** A button of it was pressed; false where there is no such button. */
  readonly press: (button: string) => boolean;
}
