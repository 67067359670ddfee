import type { SpeakerWire } from "../../../../game/src/shared/wire/index.js";
import { asNumber, isRecord, listIn } from "../read-json.js";

/** One line that was spoken, as the page shows it. */
export interface SpokenLine {
	readonly id: string;
	readonly clusterId: string;
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Unix seconds. */
	readonly at: number;
	/** Entity ids of those who heard it: members of the group, and those who were merely near. */
	readonly heardBy: readonly string[];
	readonly overheardBy: readonly string[];
}

/** What an NPC remembers. */
export interface NpcMemory {
	/** What it heard before its lines, in short; empty where there is nothing. */
	readonly summary: string;
	/** Newest first. */
	readonly lines: readonly HeardLine[];
}

export interface HeardLine {
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Unix seconds. */
	readonly at: number;
	readonly overheard: boolean;
}

/** One class of the queues in which messages wait for a mind. */
export interface QueueLook {
	readonly name: string;
	readonly waiting: number;
	readonly active: number;
	readonly oldestSeconds: number;
	/** Seconds from a message to its answer, of the last ones; undefined before the first. */
	readonly p50: number | undefined;
	readonly p95: number | undefined;
}

const isText = (value: unknown): value is string => typeof value === "string";
const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : []);
function readSpeaker(value: unknown): SpeakerWire | undefined {
	if (!isRecord(value) || !isText(value["id"])) return undefined;
	const { id, name, type } = value;
	return {
		id,
		name: isText(name) ? name : id,
		type: type === "player" || type === "system" ? type : "npc",
	};
}

/** A line of the talk's stream; undefined where it is none. */
export function readLine(value: unknown): SpokenLine | undefined {
	const speaker = isRecord(value) ? readSpeaker(value["speaker"]) : undefined;
	if (!isRecord(value) || !speaker) return undefined;
	const { id, clusterId, content, heardBy, overheardBy } = value;
	const at = asNumber(value["at"]);
	if (!isText(id) || !isText(content) || at === undefined) return undefined;
	return {
		id,
		clusterId: isText(clusterId) ? clusterId : "",
		speaker,
		content,
		at,
		heardBy: textsIn(heardBy),
		overheardBy: textsIn(overheardBy),
	};
}

/** The lines of the stream's fresh state, newest first. */
export function readLines(value: unknown): readonly SpokenLine[] {
	return listIn(value, "lines")
		.flatMap((line) => readLine(line) ?? [])
		.toSorted((a, b) => b.at - a.at);
}

/** Answer of `/v1/npcs/:npcId/memory`. */
export function readMemory(value: unknown): NpcMemory {
	const summary = isRecord(value) ? value["summary"] : undefined;
	const lines = listIn(value, "heard").flatMap((line): HeardLine[] => {
		const speaker = isRecord(line) ? readSpeaker(line["speaker"]) : undefined;
		if (!isRecord(line) || !speaker || !isText(line["content"])) return [];
		return [
			{
				speaker,
				content: line["content"],
				at: asNumber(line["at"]) ?? 0,
				overheard: line["overheard"] === true,
			},
		];
	});
	return { summary: isText(summary) ? summary : "", lines: lines.toReversed() };
}

/** Answer of `/v1/queues`. */
export function readQueues(value: unknown): readonly QueueLook[] {
	return listIn(value, "queues").flatMap((queue) => {
		if (!isRecord(queue) || !isText(queue["queue"])) return [];
		const latency = isRecord(queue["latency"]) ? queue["latency"] : {};
		return [
			{
				name: queue["queue"],
				waiting: asNumber(queue["waiting"]) ?? 0,
				active: asNumber(queue["active"]) ?? 0,
				oldestSeconds: asNumber(queue["oldestSeconds"]) ?? 0,
				p50: asNumber(latency["p50"]),
				p95: asNumber(latency["p95"]),
			},
		];
	});
}
