/** The part of a long list that is drawn: rows from `first` up to but without `end`. */
export interface RowsInView {
	readonly first: number;
	readonly end: number;
}

/** Rows drawn beyond the edge, so that scrolling does not show gaps. */
const SPARE = 6;

/** Which of `count` rows of equal height are seen, and some around them. Pixels. */
export function rowsInView(
	count: number,
	rowHeight: number,
	{ top, height }: { readonly top: number; readonly height: number },
): RowsInView {
	const first = Math.max(0, Math.floor(top / rowHeight) - SPARE);
	return {
		first: Math.min(first, count),
		end: Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE),
	};
}

/** How far a list must be scrolled so that a row is seen; `top` where it already is. */
export function scrollToRow(
	row: number,
	rowHeight: number,
	{ top, height }: { top: number; height: number },
): number {
	const [from, to] = [row * rowHeight, (row + 1) * rowHeight];
	if (from < top) return from;
	return to > top + height ? to - height : top;
}

/** The row that a key moves to from `row` (-1: none yet), if it is one of those that move. */
export function rowAfterKey(
	key: string,
	row: number,
	{ count, page }: { readonly count: number; readonly page: number },
): number | undefined {
	const steps: Readonly<Record<string, number>> = {
		ArrowDown: row + 1,
		ArrowUp: row - 1,
		PageDown: row + page,
		PageUp: row - page,
		Home: 0,
		End: count - 1,
	};
	const wanted = Object.hasOwn(steps, key) ? steps[key] : undefined;
	return wanted === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, wanted));
}
