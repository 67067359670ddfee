import type { Cursor } from "../cursor.js";
import { decodeCheckpoint, decodeEntry, encodeCheckpoint, encodeEntry } from "../sealed-record.js";
import type { Log, LogEntry, ReadResult } from "../log.js";
import { LogError } from "../log-error.js";
import { checkCheckpoint, checkEntries, checkOffset, checkRead, checkTopic } from "../log-input.js";
import { logSettings, type LogOptions } from "../log-options.js";
import { notFounding, otherHead, otherHistory, outside, uncovered } from "../refusals.js";
import { topicEpoch } from "../topic-epoch.js";
import type { NatsLink } from "../../nats/nats-link.js";
import { NO_FAN_OUT } from "./fan-out.js";
import { APPEND, CHECKPOINT, FORGET, HEADS, READ, STATE } from "./log-scripts.js";
import { createNatsFanOut } from "./nats-fan-out.js";
import { topicKey } from "./redis-history.js";
import { connectRedis, type ScriptCall } from "./redis-link.js";
import { createTopicWatch, type TopicHead } from "./topic-watch.js";

export interface RedisLogOptions extends LogOptions {
	readonly url: string;
	/** Tells of appends at once, and stays its owner's; without it Redis is asked for them ten times a second. */
	readonly nats?: NatsLink;
}

/**
 * The sealed record of an entry belongs to its topic: its offset is only known where it is held, and is the name of
 * the field that holds it.
 */
const ANY_OFFSET = 0;

/**
 * The log on Redis, shared by any number of processes: every call is one script there, whole or not at all. Resolves
 * when Redis has been reached or could not be: it comes up without Redis, rejects calls with `unavailable` meanwhile,
 * and returns with it. An append that rejects with `unavailable` may be held or not.
 */
export async function openRedisLog({ url, nats, ...options }: RedisLogOptions): Promise<Log> {
	const { retention, clock, newEpoch } = logSettings(options);
	const watch = createTopicWatch({ fanOut: () => fanOut, heads });
	const link = connectRedis({ url, newHistory: newEpoch, onReady: watch.wakeAll });
	const fanOut = nats ? createNatsFanOut(nats, watch.turn) : NO_FAN_OUT;
	let isClosed = false;

	function call(history: string, topic: string, args: ScriptCall["args"]): ScriptCall {
		return { keys: [topicKey(history, topic)], args: [topic, ...args] };
	}

	function writing(history: string, topic: string, args: ScriptCall["args"]): ScriptCall {
		const { maxEntries, maxBytes, maxAgeSeconds, trimsUncheckpointed } = retention(topic);
		const keeping = [clock(), maxEntries, maxBytes, maxAgeSeconds, trimsUncheckpointed === true ? 1 : 0];
		return call(history, topic, [...keeping, ...args]);
	}

	async function heads(topics: readonly string[]): Promise<readonly TopicHead[]> {
		const { values, history } = await link.run(HEADS, (history) => ({
			keys: topics.map((topic) => topicKey(history, topic)),
			args: topics,
		}));
		return topics.map((topic, index) => ({
			epoch: topicEpoch(history, topic),
			head: Number(values[2 * index]),
			oldest: Number(values[2 * index + 1]),
		}));
	}

	async function headOf(topic: string): Promise<TopicHead> {
		checkTopic(topic);
		const [found] = await heads([topic]);
		return found!;
	}

	function decode(topic: string, offset: number, record: unknown): LogEntry {
		const entry = record instanceof Buffer ? decodeEntry(topic, ANY_OFFSET, record) : undefined;
		if (!entry) throw new LogError("damaged", `entry ${offset} of ${topic} is damaged`);
		return { ...entry, offset };
	}

	await link.tried;
	return {
		shared: true,
		async append(topic, entries, after) {
			checkTopic(topic);
			checkEntries(entries);
			const at = clock();
			const records = entries.map((entry) => encodeEntry(topic, { ...entry, at, offset: ANY_OFFSET }));
			const { code, values, history } = await link.run(APPEND, (history) => {
				if (after && after.epoch !== topicEpoch(history, topic)) throw otherHistory(topic);
				return writing(history, topic, [after?.offset ?? -1, ...records]);
			});
			const [head, oldest] = values.map(Number) as [number, number];
			if (code !== "ok") throw otherHead(topic, head, after!.offset);
			const epoch = topicEpoch(history, topic);
			watch.told(topic, { epoch, head, oldest });
			return { epoch, offset: head };
		},
		async read(topic, after, limit): Promise<ReadResult> {
			checkTopic(topic);
			checkRead(after, limit);
			const { values, history } = await link.run(READ, (history) =>
				call(history, topic, [after.offset, limit]),
			);
			const [newest, oldest, ...records] = values as [number, number, ...unknown[]];
			const head: Cursor = { epoch: topicEpoch(history, topic), offset: newest };
			if (after.epoch !== head.epoch) return { ok: false, reason: "epoch", head };
			if (after.offset > newest) return { ok: false, reason: "future", head };
			if (after.offset < oldest - 1) return { ok: false, reason: "expired", head };
			const entries = records.map((record, index) => decode(topic, after.offset + 1 + index, record));
			return { ok: true, epoch: head.epoch, entries, head };
		},
		async head(topic) {
			const { epoch, head } = await headOf(topic);
			return { epoch, offset: head };
		},
		watch: watch.watch,
		async checkpoint(topic, { epoch, first, ...checkpoint }) {
			checkTopic(topic);
			checkCheckpoint(checkpoint);
			const record = encodeCheckpoint(topic, checkpoint);
			const { code, values, history } = await link.run(CHECKPOINT, (history) => {
				if (epoch !== undefined && epoch !== topicEpoch(history, topic)) throw otherHistory(topic);
				return writing(history, topic, [checkpoint.offset, record, first === true ? 1 : 0]);
			});
			if (code === "conflict") throw notFounding(topic);
			const [head, second, hasMoved] = values.map(Number) as [number, number, number];
			if (code === "invalid") throw outside({ offset: checkpoint.offset, latest: second, head });
			if (hasMoved) watch.told(topic, { epoch: topicEpoch(history, topic), head, oldest: second });
		},
		async latestCheckpoint(topic) {
			checkTopic(topic);
			const { values } = await link.run(STATE, (history) => call(history, topic, []));
			const [record] = values;
			if (!(record instanceof Buffer)) return undefined;
			const checkpoint = decodeCheckpoint(topic, record);
			if (!checkpoint) throw new LogError("damaged", `the checkpoint of ${topic} is damaged`);
			return checkpoint;
		},
		async forget(topic, offset) {
			checkTopic(topic);
			checkOffset(offset);
			const { code, values, history } = await link.run(FORGET, (history) =>
				writing(history, topic, [offset]),
			);
			const [head, second, hasMoved] = values.map(Number) as [number, number, number];
			if (code !== "ok") throw uncovered(offset, second);
			if (hasMoved) watch.told(topic, { epoch: topicEpoch(history, topic), head, oldest: second });
		},
		async oldest(topic) {
			return (await headOf(topic)).oldest;
		},
		status() {
			const away = [
				...(link.isReady() ? [] : ["Redis cannot be reached"]),
				...(!nats || fanOut.isUp() ? [] : ["NATS cannot be reached, Redis is asked for news instead"]),
			];
			const detail = isClosed ? "closed" : away.join("; ");
			return {
				engine: "redis",
				ready: link.isReady(),
				fanOut: fanOut.isUp() ? "nats" : "polling",
				...(detail !== "" && { detail }),
			};
		},
		async close() {
			isClosed = true;
			watch.close();
			await link.close();
			fanOut.close();
		},
	};
}
