import type { DatabaseCalls } from "../db/database-calls.js";
import { coalesce } from "../log/coalesce.js";
import type { Cursor } from "../log/cursor.js";
import { type FoldedTopic, type FoldedTopicDeps, openFoldedTopic } from "../log/folded-topic.js";
import { holdTopics } from "../log/held-topics.js";
import { isMentioned } from "../log/is-mentioned.js";
import { retry } from "../log/retry.js";
import { discard, type OutboxRow, waitingIn, waitingTopics } from "./outbox.js";
import { DISCARD_AFTER_MS, IDLE_SECONDS, OUTBOX_PAGE, SWEEP_AFTER_SECONDS } from "./outbox-limits.js";
import {
	type Numbered,
	placeAfter,
	planNumber,
	planTelling,
	type Told,
	toldFold,
	type Telling,
} from "./told-topic.js";

export interface TellerDeps extends FoldedTopicDeps {
	readonly calls: DatabaseCalls;
	/** Unix seconds. */
	readonly now: () => number;
	/** Hears of each message that is told here, in its order, once the log holds it. */
	readonly onTold?: (topic: string, message: Numbered) => void;
}

/**
 * Carries what was saved from the outbox to the log: each message once and in its order, whoever saved it
 * and however many tell it. What cannot be told now is told later.
 */
export interface Teller {
	/** Tells rows that were just saved, and what waits before them. Resolves when they are told, or left for later. */
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
	/** Tells all that waits in a topic, whoever saved it. Rejects where log or database cannot be had. */
	readonly catchUp: (topic: string) => Promise<void>;
	/**
	 * Place in the log right after a message, once everything that was saved up to it is told; undefined where that is
	 * not known any more. Rejects where log or database cannot be had.
	 */
	readonly placeOf: (topic: string, number: number) => Promise<Cursor | undefined>;
	/** Likewise, of what is told by now; undefined also where it is not, or where the log cannot be had. */
	readonly placeIfTold: (topic: string, number: number) => Promise<Cursor | undefined>;
	/** Number of the last message of a topic that this process knows to be told; undefined where the log cannot be had. */
	readonly toldNumber: (topic: string) => Promise<number | undefined>;
	/** Tells what others have left, and lets go of idle topics; to be called now and then. */
	readonly sweep: () => Promise<void>;
	/** Erases a topic with all messages up to a number, those that still wait included. False where there was nothing. */
	readonly erase: (topic: string, number: number) => Promise<boolean>;
	/** Erases what a topic has told so far where it mentions a text. */
	readonly eraseMentions: (topic: string, text: string) => Promise<boolean>;
	/** Finishes what was handed over. */
	readonly close: () => Promise<void>;
}

/** What is to be told in one topic, by one run after the other. */
interface Line {
	handed: OutboxRow[];
	/** Whether to look for all that waits. */
	isAllWanted: boolean;
	/** Nothing waits up to this number: whoever looked found nothing. */
	settled: number;
	readonly run: () => Promise<void>;
}

type ToldTopic = FoldedTopic<Told, { readonly type: string; readonly data: object }>;

export function createTeller({ log, calls, now, onTold, report, ...deps }: TellerDeps): Teller {
	const topics = holdTopics({
		restore: (topic) => openFoldedTopic(topic, toldFold, { log, report, ...deps }),
		now,
		report,
	});
	const lines = new WeakMap<ToldTopic, Line>();
	/** Topics in which something could not be told. */
	const late = new Set<string>();
	/** What was told and may be forgotten, by topic. */
	const told = new Map<string, number>();

	const discardTold = coalesce(async () => {
		const upTo = new Map(told);
		told.clear();
		// Embedded, a database is not opened to be asked for nothing.
		if (upTo.size === 0) return;
		await calls.run((sql) => discard(sql, upTo));
	});

	let discarding: NodeJS.Timeout | undefined;
	/** What stays there is known as told: nobody waits for it to be forgotten, and the sweep does what could not be done. */
	const discardSoon = (): void => {
		discarding ??= setTimeout(() => {
			discarding = undefined;
			discardTold().catch(() => undefined);
		}, DISCARD_AFTER_MS);
	};

	const write = async (topic: ToldTopic, rows: readonly OutboxRow[], isAll: boolean): Promise<Telling> => {
		const telling = await topic.write((state) => planTelling(state, rows, isAll));
		for (const message of telling.told) onTold?.(topic.topic, message);
		const last = telling.isWhole ? rows.at(-1) : telling.told.at(-1);
		if (last) told.set(topic.topic, Math.max(last.number, told.get(topic.topic) ?? 0));
		return telling;
	};

	const writeAll = async (topic: ToldTopic): Promise<void> => {
		for (;;) {
			const rows = await calls.run((sql) => waitingIn(sql, topic.topic));
			// Without rows too: somebody else may have told what waited, and the state is to show it.
			await write(topic, rows, true);
			if (rows.length < OUTBOX_PAGE) return;
			await discardTold();
		}
	};

	const lineOf = (topic: ToldTopic): Line => {
		const known = lines.get(topic);
		if (known) return known;
		const line: Line = {
			handed: [],
			isAllWanted: false,
			settled: 0,
			run: coalesce(async () => {
				const rows = line.handed.sort((a, b) => a.number - b.number);
				const isAllWanted = line.isAllWanted;
				line.handed = [];
				line.isAllWanted = false;
				// What a topic is told first follows on nothing; it need not be looked for again what waits before it.
				const isAll = rows[0]?.number === line.settled + 1;
				const isWhole = rows.length === 0 || (await write(topic, rows, isAll)).isWhole;
				if (isAllWanted || !isWhole) await writeAll(topic);
				discardSoon();
			}),
		};
		lines.set(topic, line);
		return line;
	};

	const catchUp = async (name: string): Promise<ToldTopic> => {
		const topic = await topics.open(name);
		const line = lineOf(topic);
		line.isAllWanted = true;
		await line.run();
		late.delete(name);
		return topic;
	};

	const catchingUp = retry(
		async () => {
			for (const name of [...late]) await catchUp(name);
		},
		() => undefined,
	);

	const tellIn = async (name: string, rows: readonly OutboxRow[]): Promise<void> => {
		try {
			const line = lineOf(await topics.open(name));
			line.handed.push(...rows);
			await line.run();
		} catch (error) {
			if (late.size === 0)
				report("What was saved could not be told; it is told later.", { topic: name, error });
			late.add(name);
			catchingUp.runLater();
		}
	};

	return {
		tell: async (rows) => {
			const names = new Set(rows.map(({ topic }) => topic));
			const ofTopic = (name: string) => rows.filter(({ topic }) => topic === name);
			await Promise.all([...names].map((name) => tellIn(name, ofTopic(name))));
		},
		catchUp: async (name) => void (await catchUp(name)),
		placeOf: async (name, number) => {
			let topic = await topics.open(name);
			if (topic.state.number < number && lineOf(topic).settled < number) {
				topic = await catchUp(name);
				const line = lineOf(topic);
				line.settled = Math.max(line.settled, number);
			}
			return placeAfter(topic.state, topic.cursor(), number);
		},
		placeIfTold: async (name, number) => {
			const topic = await topics.open(name).catch(() => undefined);
			if (topic && topic.state.number < number) await topic.refresh();
			if (!topic || topic.state.number < number) return undefined;
			return placeAfter(topic.state, topic.cursor(), number);
		},
		toldNumber: async (name) => (await topics.open(name).catch(() => undefined))?.state.number,
		sweep: async () => {
			await discardTold();
			const before = now() - SWEEP_AFTER_SECONDS;
			for (const name of await calls.run((sql) => waitingTopics(sql, before))) await catchUp(name);
			await topics.releaseIdle(IDLE_SECONDS);
		},
		erase: async (name, number) => {
			const topic = await topics.open(name);
			await topic.write((state) => planNumber(state, number));
			if ((await log.oldest(name)) > topic.cursor().offset) return false;
			await log.forget(name, await topic.putAside());
			return true;
		},
		eraseMentions: async (name, text) => {
			if (!(await isMentioned(log, name, text))) return false;
			const topic = await topics.open(name);
			await log.forget(name, await topic.putAside());
			return true;
		},
		close: async () => {
			catchingUp.stop();
			await topics.close();
			clearTimeout(discarding);
			await discardTold().catch(() => undefined);
		},
	};
}
