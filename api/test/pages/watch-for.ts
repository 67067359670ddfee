import type { Page } from "playwright-core";

/** Where a page keeps what `watchFor` waits for. */
type Watched = typeof globalThis & { seen?: Promise<number> };

/** What pages are to show, or to show no more: a button by its name. */
export interface Awaited {
	readonly button: string;
	readonly isGone?: boolean;
}

/**
 * Lets a page look out for what it does not show yet; resolves when it does, so that it is not busy with that when it
 * comes. Answers how to ask when it came, in milliseconds since the epoch.
 */
async function watchFor(page: Page, awaited: Awaited): Promise<() => Promise<number>> {
	await page.evaluate(({ button, isGone = false }) => {
		(globalThis as Watched).seen = new Promise<number>((resolve) => {
			const observer = new MutationObserver(() => {
				const isThere = document.querySelector(`button[aria-label="${button}"]`) !== null;
				if (isThere === isGone) return;
				observer.disconnect();
				resolve(Date.now());
			});
			observer.observe(document.body, { subtree: true, childList: true, attributes: true });
		});
	}, awaited);
	return () => page.evaluate(() => (globalThis as Watched).seen!);
}

/** Does what makes pages show a thing, or show it no more, and answers after how many milliseconds the last of them does. */
export async function millisecondsUntil(
	pages: readonly Page[],
	awaited: Awaited,
	act: () => Promise<unknown>,
): Promise<number> {
	const watching = await Promise.all(pages.map((page) => watchFor(page, awaited)));
	const start = Date.now();
	await act();
	return Math.max(...(await Promise.all(watching.map((seen) => seen())))) - start;
}
