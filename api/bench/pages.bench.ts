import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { bundleService, removeBundle } from "../test/cuts/bundle-service.js";
import { type Browsing, findChromium, startBrowsing } from "../test/pages/browser.js";
import { signIn } from "../test/pages/experience-service.js";
import { millisecondsUntil } from "../test/pages/watch-for.js";
import { type BenchResult, quantile, ratioWithin, reportBench } from "./bench-result.js";
import type { PagesServerKind } from "./pages/server-child.js";

/** Times that a bottle is put down and taken; before them a process does for the first time what it does. */
const TAKES = 300;
const WARM_UP = 20;

/** Between what is put down and what is taken: what came before is drawn by then, also by the page of the other user. */
const PAUSE_MS = 150;

const MOST_P99_MS = 50;

const EXPERIENCE = "wylding-woods";
const EXPERIENCES = fileURLToPath(new URL("../experiences", import.meta.url));
const ITEM = { id: "ember-dream", name: "Ember Dream" };

/** Two pages of one user, and one of another beside them. */
const USERS = ["ada", "ada", "bo"] as const;

async function open(browsing: Browsing, kind: PagesServerKind, url: string): Promise<readonly Page[]> {
	const opened: Page[] = [];
	for (const user of USERS) {
		const { page } = await browsing.visit(
			kind === "bare" ? url : `${url}/experience?experience=${EXPERIENCE}`,
		);
		if (kind === "product") {
			await signIn(page, user);
			await page.getByRole("button", { name: `Take ${ITEM.name}` }).waitFor();
		}
		opened.push(page);
	}
	return opened;
}

/** Milliseconds from what a game server does for a player until both of the player's pages show it. */
async function measure(browsing: Browsing, kind: PagesServerKind): Promise<readonly number[]> {
	const bundle = await bundleService({
		entry: fileURLToPath(new URL("./pages/server-child.ts", import.meta.url)),
	});
	const server = fork(bundle, [kind, browsing.pages, EXPERIENCES]);
	const [{ port }] = (await once(server, "message")) as [{ readonly port: number }];
	const url = `http://127.0.0.1:${port}`;
	const act = async (action: "take" | "drop"): Promise<void> => {
		const answer = await fetch(`${url}/v1/experience/${EXPERIENCE}/actions`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ user_id: USERS[0], action, item: kind === "bare" ? ITEM.name : ITEM.id }),
		});
		if (!answer.ok) throw new Error(`${action} was answered ${answer.status}: ${await answer.text()}`);
		await answer.arrayBuffer();
	};
	const [first, second] = await open(browsing, kind, url);
	const own = [first!, second!];
	const took: number[] = [];
	for (let round = 0; round < WARM_UP + TAKES; round += 1) {
		const button = `Drop ${ITEM.name}`;
		took.push(await millisecondsUntil(own, { button }, () => act("take")));
		await millisecondsUntil(own, { button, isGone: true }, () => act("drop"));
		await delay(PAUSE_MS);
	}
	await browsing.closePages();
	const ended = once(server, "exit");
	server.disconnect();
	await ended;
	await removeBundle(bundle);
	return took.slice(WARM_UP);
}

/** What a game server does for a player, until it is seen in the browser; beside a page that shows what a socket says. */
export async function run(): Promise<BenchResult> {
	const chromium = findChromium();
	if (chromium === undefined) throw new Error("Chromium is not installed; name it by CHROMIUM");
	const browsing = await startBrowsing(chromium);
	try {
		const bare = await measure(browsing, "bare");
		const ours = await measure(browsing, "product");
		return {
			name: `pages: an item taken in the place, until two pages show it, ${TAKES} times`,
			figures: {
				"page p50_ms": quantile(ours, 0.5),
				"page p99_ms": quantile(ours, 0.99),
				"bare p50_ms": quantile(bare, 0.5),
				"bare p99_ms": quantile(bare, 0.99),
			},
			ratios: [
				ratioWithin(`taken to shown p99 / ${MOST_P99_MS} ms`, quantile(ours, 0.99) / MOST_P99_MS, 1),
				{ name: "taken to shown p99 / bare", value: quantile(ours, 0.99) / quantile(bare, 0.99) },
			],
		};
	} finally {
		await browsing.close();
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
