import type { CDPSession, Page } from "playwright-core";

/** The middle of a member of a colour on the map, in pixels of the page; members drawn alone are found best. */
export async function findOnMap(page: Page, colour: string): Promise<{ x: number; y: number }> {
	return page.locator("canvas").evaluate((element, wanted) => {
		const canvas = element as HTMLCanvasElement;
		const { data, width, height } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
		const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
		const is = (x: number, y: number): boolean =>
			channels.every((channel, index) => Math.abs(data[(y * width + x) * 4 + index]! - channel) < 3);
		const { left, top } = canvas.getBoundingClientRect();
		for (let y = 40; y < height - 120; y += 1) {
			for (let x = 40; x < width - 420; x += 1) {
				if ([-2, 0, 2].every((dx) => [-2, 0, 2].every((dy) => is(x + dx, y + dy))))
					return { x: x + left, y: y + top };
			}
		}
		throw new Error(`nothing on the map is ${wanted}`);
	}, colour);
}

/** The picture as text, to see whether it changed. */
export function pictureOf(page: Page): Promise<string> {
	return page.locator("canvas").evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

interface AxValue {
	readonly value?: unknown;
}

/** Roles of the focusable things of a page that have no name, as a screen reader would meet them. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
	const session = await page.context().newCDPSession(page);
	const { nodes } = await session.send("Accessibility.getFullAXTree");
	await session.detach();
	return nodes
		.filter(
			({ ignored, properties }) =>
				!ignored && properties?.some(({ name, value }) => name === "focusable" && value.value === true),
		)
		.filter(
			({ role, name }) => (role as AxValue).value !== "RootWebArea" && !(name as AxValue | undefined)?.value,
		)
		.map(({ role }) => String((role as AxValue).value));
}

export interface FrameCost {
	readonly frames: number;
	readonly medianMs: number;
	readonly p95Ms: number;
	/** Processor time of the page's own script in a frame. */
	readonly scriptMs: number;
	/** Processor time of the page's main thread in a frame, drawing without a graphics card included. */
	readonly threadMs: number;
}

async function spent(session: CDPSession): Promise<Record<string, number>> {
	const { metrics } = await session.send("Performance.getMetrics");
	return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** What the frames of the next seconds cost. */
export async function frameCost(page: Page, seconds: number): Promise<FrameCost> {
	const session = await page.context().newCDPSession(page);
	// Processor time, so that other work on the machine does not count.
	await session.send("Performance.enable", { timeDomain: "threadTicks" });
	const before = await spent(session);
	const gaps = await page.evaluate<number[], number>(
		(ms) =>
			new Promise((resolve) => {
				const found: number[] = [];
				const begin = performance.now();
				let last = begin;
				requestAnimationFrame(function note(at) {
					found.push(at - last);
					last = at;
					if (at - begin < ms) requestAnimationFrame(note);
					else resolve(found.slice(1));
				});
			}),
		seconds * 1000,
	);
	const after = await spent(session);
	await session.detach();
	const sorted = gaps.toSorted((a, b) => a - b);
	const perFrame = (name: string): number => (1000 * (after[name]! - before[name]!)) / gaps.length;
	return {
		frames: gaps.length,
		medianMs: sorted[Math.floor(sorted.length / 2)]!,
		p95Ms: sorted[Math.floor(sorted.length * 0.95)]!,
		scriptMs: perFrame("ScriptDuration"),
		threadMs: perFrame("TaskDuration"),
	};
}
