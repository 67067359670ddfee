import { setTimeout as pause } from "node:timers/promises";
import type { AnswerWire, HeardLineWire, InboxWire, LineWire } from "../../game/src/shared/wire/index.js";
import type { GameReport } from "../lib/game-report.js";

/** Real seconds that the backend may take until its talk has followed the world. */
const FOLLOW_SECONDS = 5;
/** Lines that the backend remembers of an NPC. */
const REMEMBERED_LINES = 40;

async function getJson<T>(url: string): Promise<T> {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
	return (await answer.json()) as T;
}

interface Frame {
	readonly event: string;
	readonly data: string;
	/** `epoch:offset` */
	readonly id: string;
}

function frameOf(block: string): Frame {
	const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
	return { event: field("event"), data: field("data"), id: field("id") };
}

/** Frames of a stream as they come, until `isLast` says so. */
async function readFrames(url: string, isLast: (frame: Frame) => boolean): Promise<readonly Frame[]> {
	const answer = await fetch(url);
	const frames: Frame[] = [];
	let rest = "";
	const decoder = new TextDecoder();
	for await (const chunk of answer.body ?? []) {
		const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n\n");
		rest = blocks.pop() ?? "";
		for (const block of blocks) {
			const frame = frameOf(block);
			if (frame.id === "") continue;
			frames.push(frame);
			// Leaving the loop closes the stream.
			if (isLast(frame)) return frames;
		}
	}
	throw new Error(`${url} ended early`);
}

interface TalkNow {
	readonly groups: readonly {
		readonly clusterId: string;
		readonly members: readonly { readonly id: string }[];
	}[];
}

/** Every line that the log of a world's talk holds, in order, read from its beginning. */
export async function readLines(url: string, world = "default"): Promise<readonly LineWire[]> {
	const talk = `${url}/v1/worlds/${world}/talk`;
	const [now] = await readFrames(talk, () => true);
	const [epoch = "", head = "0"] = now?.id.split(":") ?? [];
	if (head === "0") return [];
	const offsetOf = ({ id }: Frame): number => Number(id.split(":")[1]);
	const frames = await readFrames(`${talk}?cursor=${epoch}:0`, (frame) => offsetOf(frame) >= Number(head));
	return frames.filter(({ event }) => event === "line").map(({ data }) => JSON.parse(data) as LineWire);
}

/** Every answer that a server's inbox holds, in order. */
export async function readAnswers(url: string, serverId: string): Promise<readonly AnswerWire[]> {
	const inbox = `${url}/v1/servers/${serverId}/inbox?wait=0&limit=500`;
	const [epoch] = (await getJson<InboxWire>(inbox)).cursor.split(":");
	const answers: AnswerWire[] = [];
	for (let cursor = `${epoch}:0`; ;) {
		const poll = await getJson<InboxWire>(`${inbox}&cursor=${cursor}`);
		if (poll.reset) throw new Error("the inbox does not reach back to its beginning");
		answers.push(...poll.events.map(({ data }) => data));
		if (poll.events.length === 0) return answers;
		cursor = poll.cursor;
	}
}

const joined = (ids: readonly string[]): string => [...ids].sort().join(" ");

function groupsOf(game: GameReport): ReadonlyMap<string, string> {
	const idOf = (key: string): string => game.members[key]?.id ?? key;
	return new Map(Object.entries(game.clusters).map(([id, { members }]) => [id, joined(members.map(idOf))]));
}

async function differences(url: string, game: GameReport): Promise<readonly string[]> {
	const [frame] = await readFrames(`${url}/v1/worlds/${game.world}/talk`, () => true);
	const { groups } = JSON.parse(frame?.data ?? "") as TalkNow;
	const told = new Map(
		groups.map(({ clusterId, members }) => [clusterId, joined(members.map(({ id }) => id))]),
	);
	const wanted = groupsOf(game);
	const problems = [...told.keys()].filter((id) => !wanted.has(id)).map((id) => `group ${id} is no more`);
	for (const [id, members] of wanted) {
		const path = `${url}/v1/groups/${encodeURIComponent(id)}/memory?world=${game.world}`;
		const memory = await getJson<TalkNow["groups"][number]>(path);
		const remembered = joined(memory.members.map((member) => member.id));
		if (told.get(id) !== members) problems.push(`group ${id} is "${told.get(id)}", not "${members}"`);
		if (remembered !== members) problems.push(`group ${id} remembers "${remembered}", not "${members}"`);
	}
	return problems;
}

/** Everything in which the groups that the backend knows differ from the place's clusters; it may need a moment. */
export async function compareGroups(url: string, game: GameReport): Promise<readonly string[]> {
	const until = Date.now() + FOLLOW_SECONDS * 1000;
	for (;;) {
		const problems = await differences(url, game);
		if (problems.length === 0 || Date.now() > until) return problems;
		await pause(100);
	}
}

const asHeard = ({ speaker, content, at }: HeardLineWire, overheard: boolean): string =>
	JSON.stringify([speaker.id, content, at, overheard]);

/** What in an NPC's memory it did not hear, and what it heard lately that is not there. */
export async function compareMemory(
	url: string,
	npcId: string,
	lines: readonly LineWire[],
): Promise<readonly string[]> {
	const path = `${url}/v1/npcs/${encodeURIComponent(npcId)}/memory`;
	const { heard } = await getJson<{ readonly heard: readonly HeardLineWire[] }>(path);
	const told = lines
		.filter((line) => [line.speaker.id, ...line.heardBy, ...line.overheardBy].includes(npcId))
		.map((line) => ({ at: line.at, text: asHeard(line, line.overheardBy.includes(npcId)) }))
		.sort((a, b) => a.at - b.at);
	const mayKnow = new Set(told.map(({ text }) => text));
	const known = heard.map((line) => asHeard(line, line.overheard === true));
	const missing = told.slice(-REMEMBERED_LINES).filter(({ text }) => !known.includes(text));
	return [
		...known.filter((text) => !mayKnow.has(text)).map((text) => `${npcId} never heard ${text}`),
		...missing.map(({ text }) => `${npcId} has forgotten ${text}`),
	];
}
