import type { Locator, Page } from "playwright-core";

export const dark = { colorScheme: "dark" } as const;
export const phone = {
	...dark,
	viewport: { width: 360, height: 740 },
	hasTouch: true,
	isMobile: true,
} as const;

/** For what takes the page a while on a busy machine. */
export const PATIENT = { timeout: 15_000 };

export const badge = (page: Page): Locator => page.locator("[role=status][data-state]");

/** Waits for a state of the connection. */
export function becomes(page: Page, state: string): Promise<void> {
	return page.locator(`[role=status][data-state=${state}]`).waitFor(PATIENT);
}

export async function openMembers(page: Page): Promise<void> {
	await page.getByRole("tab", { name: /^Members/ }).click();
	await page.getByRole("option").first().waitFor();
}

/** Pixels by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth);
}
