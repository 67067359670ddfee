import type { Page } from "playwright-core";

/** Where a page keeps what `watchFor` waits for. */
type Watched = typeof globalThis & { shown?: Promise<number> };

/**
 * Lets a page look out for a thing that cannot be dropped yet; resolves when it does, so that it is not busy with that when
 * the thing comes. Answers how to ask when it came, in milliseconds since the epoch.
 */
async function watchFor(page: Page, name: string): Promise<() => Promise<number>> {
	await page.evaluate((label) => {
		(globalThis as Watched).shown = new Promise<number>((resolve) => {
			const observer = new MutationObserver(() => {
				if (!document.querySelector(`button[aria-label="${label}"]`)) return;
				observer.disconnect();
				resolve(Date.now());
			});
			observer.observe(document.body, { subtree: true, childList: true, attributes: true });
		});
	}, `Drop ${name}`);
	return () => page.evaluate(() => (globalThis as Watched).shown!);
}

/** Does what makes pages show a thing, and answers after how many milliseconds the last of them does. */
export async function millisecondsUntilShown(
	pages: readonly Page[],
	name: string,
	act: () => Promise<unknown>,
): Promise<number> {
	const watching = await Promise.all(pages.map((page) => watchFor(page, name)));
	const start = Date.now();
	await act();
	return Math.max(...(await Promise.all(watching.map((shown) => shown())))) - start;
}
