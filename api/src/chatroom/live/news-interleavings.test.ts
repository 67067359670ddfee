import { expect, it } from "vitest";
import type { Stream, StreamEvent } from "../../doors/testing/stream.js";
import { createRandom } from "../../doors/testing/random.js";
import { type Fate, createFatefulLog } from "../../log/testing/fateful-log.js";
import { SWEEP_AFTER_SECONDS } from "../../outbox/outbox-limits.js";
import { until } from "../../testing/until.js";
import { FOLLOWED_SECONDS } from "./live-limits.js";
import { type NewsProcess, startNewsProcess } from "./testing/news-process.js";
import { addUsers, onBothDatabases, userRow } from "./testing/societies.js";

/** Seeds that are tried; more by `SEEDS=50`, where what tells is changed. */
const SEEDS = Number(process.env["SEEDS"] ?? 2);
const TURNS = 60;
const USERS = ["ana", "*", "ana.b>"];

/** A page that follows a user through any process, and is cut off: what it knows of the user's changes. */
class Page {
	/** Changes that it knows of, by what it was told and what it asked for. */
	known = 0;
	private cursor: string | undefined;
	private stream: Stream | undefined;
	private taken = 0;
	/** Of changes, as they were told. */
	readonly told: number[] = [];

	constructor(
		readonly userId: string,
		private readonly ask: () => Promise<number>,
	) {}

	/** Does one thing after the other. */
	private last: Promise<unknown> = Promise.resolve();
	private inTurn(work: () => Promise<void>): Promise<void> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return turn;
	}

	connect(process: NewsProcess): Promise<void> {
		return this.inTurn(() => this.open(process));
	}

	/** Takes what has come so far. */
	look(): Promise<void> {
		return this.inTurn(() => this.takeAll());
	}

	private async open(process: NewsProcess): Promise<void> {
		this.stream?.leave();
		this.taken = 0;
		this.stream = await process.stream(this.userId, {
			seconds: 1e6,
			...(this.cursor !== undefined && { cursor: this.cursor }),
		});
	}

	private async takeAll(): Promise<void> {
		const events = (await this.stream?.events(0)) ?? [];
		for (const event of events.slice(this.taken)) await this.take(event);
		this.taken = events.length;
	}

	private async take({ event, data, id }: StreamEvent): Promise<void> {
		// A state at the head of the stream begins anew; one in between is a message like others.
		if (event === "state") this.known = Math.max(this.known, await this.ask());
		if (event === "conversation") {
			const [userId, number] = (JSON.parse(data) as { id: string }).id.split("#");
			expect(userId).toBe(this.userId);
			const last = this.told.at(-1) ?? 0;
			expect(Number(number)).toBeGreaterThan(last);
			// Nothing is left out but what was asked for meanwhile.
			expect(Number(number)).toBeLessThanOrEqual(this.known + 1);
			this.told.push(Number(number));
			this.known = Math.max(this.known, Number(number));
		}
		this.cursor = id ?? this.cursor;
	}
}

onBothDatabases("pages that follow through several processes", (openEmpty) => {
	it(`[CL30] know every change, each told once and in order, whatever comes between (${SEEDS} seeds)`, async () => {
		for (let seed = 1; seed <= SEEDS; seed += 1) await play(createRandom(seed));
	}, 600_000);

	async function play(random: () => number): Promise<void> {
		const database = await openEmpty();
		await addUsers(database, USERS);
		const shared = createFatefulLog();
		let isCalm = false;
		let ahead = 0;
		const append = (): Fate => (isCalm || random() > 0.15 ? "held" : random() > 0.5 ? "unheard" : "lost");
		const turns = (): number => Math.floor(random() * 3);
		const start = (): Promise<NewsProcess> =>
			startNewsProcess({
				database,
				log: shared.view({ append, turns }),
				renewSeconds: 0.05,
				now: () => Date.now() / 1000 + ahead,
			});
		const processes = await Promise.all([start(), start(), start()]);
		const pages = USERS.flatMap((userId) =>
			[0, 1].map(() => new Page(userId, async () => (await userRow(database, userId))!.coins)),
		);
		const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
		const doSomething = async (): Promise<void> => {
			const what = random();
			if (what < 0.5) return some(processes).change(some(USERS));
			if (what < 0.7) return some(pages).look();
			if (what < 0.9)
				return some(pages)
					.connect(some(processes))
					.catch(() => undefined);
			if (what < 0.94) return some(processes).outbox.sweep();
			// Nobody is followed any more, as after a while in which nothing could be noted.
			ahead += FOLLOWED_SECONDS;
		};
		try {
			for (let turn = 0; turn < TURNS; turn += 1) {
				await Promise.all([doSomething(), doSomething(), doSomething()]);
			}
			isCalm = true;
			for (const page of pages) await page.connect(some(processes));
			ahead += SWEEP_AFTER_SECONDS + 1;
			for (const { outbox } of processes) await outbox.sweep();
			for (const page of pages) {
				const ask = async (): Promise<number> => (await userRow(database, page.userId))!.coins;
				await until(async () => {
					await page.look();
					return page.known === (await ask());
				}, `${page.userId} knows all changes`);
			}
			expect(pages.some(({ told }) => told.length > 3)).toBe(true);
		} finally {
			for (const { close } of processes) await close();
		}
	}
});
