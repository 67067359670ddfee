import type { HeardLineWire, SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindRequest } from "../../mind.js";
import { readLine } from "./read-line.js";

/** A silence after which talk is another talk: shorter than the 30 s between greetings, longer than any pause. */
export const TALK_GAP_SECONDS = 25;

/** How a talk stands when an NPC is asked, as far as this NPC heard. */
export interface Talk {
	/** Lines of this talk before the one it is asked about, oldest first. */
	readonly before: readonly HeardLineWire[];
	/** NPCs' lines since a player last spoke, with the one it is asked about. */
	readonly npcLines: number;
	/** Its own among them. */
	readonly ownLines: number;
	/** How many lines it is since anybody asked something, the one it is asked about included. */
	readonly sinceQuestion: number;
	/** It took its leave, and nobody but NPCs has spoken since. */
	readonly tookLeave: boolean;
	/** Others that took their leave, with the one it is asked about. */
	readonly leaves: number;
	/** Members besides itself and whoever speaks. */
	readonly others: readonly SpeakerWire[];
	readonly hasPlayer: boolean;
}

export function readTalk({ npc, message, heard, members }: MindRequest): Talk {
	const told = heard.filter(({ overheard, speaker }) => !overheard && speaker.type !== "system");
	const last = told.at(-1);
	const holdsMessage = last?.speaker.id === message.sender.id && last.content === message.content;
	const before = ofThisTalk(holdsMessage ? told.slice(0, -1) : told, message.timestamp);
	const asked = { speaker: message.sender, content: message.content, at: message.timestamp };
	const all = message.sender.type === "system" ? before : [...before, asked];

	const read = (line: HeardLineWire) => readLine(line.content, { listener: npc.name, members: [] });
	const isLeave = (line: HeardLineWire): boolean => read(line).kind === "farewell";
	const isPlayer = ({ speaker }: HeardLineWire): boolean => speaker.type === "player";
	const sincePlayer = all.slice(all.findLastIndex(isPlayer) + 1);
	const sinceStay = all.slice(all.findLastIndex((line) => isPlayer(line) && !isLeave(line)) + 1);
	const own = ({ speaker }: HeardLineWire): boolean => speaker.id === npc.npcId;
	return {
		before,
		npcLines: sincePlayer.length,
		ownLines: sincePlayer.filter(own).length,
		sinceQuestion: all.length - 1 - all.findLastIndex((line) => read(line).isQuestion),
		tookLeave: sinceStay.some((line) => own(line) && isLeave(line)),
		leaves: new Set(sinceStay.filter((line) => !own(line) && isLeave(line)).map(({ speaker }) => speaker.id))
			.size,
		others: members.filter(({ id }) => id !== npc.npcId && id !== message.sender.id),
		hasPlayer: members.some(({ type }) => type === "player"),
	};
}

function ofThisTalk(lines: readonly HeardLineWire[], now: number): readonly HeardLineWire[] {
	let since = now;
	const from = lines.findLastIndex(({ at }) => {
		const isOld = since - at > TALK_GAP_SECONDS;
		since = at;
		return isOld;
	});
	return lines.slice(from + 1);
}
