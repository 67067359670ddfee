import type { MessagePriorityWire, SpeakerWire } from "../../shared/wire";
import { Allowance } from "./allowance";
import type { Floor } from "./floor-port";
import type { Setting } from "./setting";

/** A line that waits to be answered. */
export interface WaitingLine {
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** As from `plain` of `wording`. */
	readonly plain: string;
	/** Members who heard it: nobody else is ever asked about it. */
	readonly heardBy: readonly string[];
}

/** What one NPC is asked. */
export interface Question {
	readonly npcId: string;
	readonly sender: SpeakerWire;
	readonly content: string;
	readonly priority: MessagePriorityWire;
	/** Entity that an answer is addressed to. */
	readonly towards: string;
	/** How much it concerns the NPC, from 0 to 1. */
	readonly concern: number;
	/** The lines that it asks about; none where it is about a change of the cluster. */
	readonly about: readonly WaitingLine[];
}

/** A question that was asked; `isAnswered` from when the reply is at hand until it is shown. */
export interface OpenQuestion extends Question {
	isAnswered: boolean;
}

/** A group of those who can talk with each other, and how their talk stands. */
export interface Talk {
	clusterId: string;
	/** Entity ids, sorted. */
	members: readonly string[];
	/** `talking`: something was said or asked, and the talk is not over yet. */
	state: "quiet" | "talking";
	/** Seconds at which each member last spoke here. */
	readonly lastActivity: Map<string, number>;
	messageQueue: WaitingLine[];
	readonly floor: Floor;
	readonly allowance: Allowance;
	/** By message id. */
	readonly questions: Map<string, OpenQuestion>;
	/** NPCs that are seen typing. */
	readonly typing: Set<string>;
	/** Whom each NPC faces. */
	readonly facing: Map<string, string>;
	/** Members who said something since the talk began. */
	readonly speakers: Set<string>;
	/** What was said since a player last spoke, that line included, as from `plain`. */
	said: string[];
	/** Lines that NPCs said in a row. */
	turns: number;
	/** NPCs that have taken leave since a player last spoke. */
	readonly farewells: Set<string>;
	/** The NPC's line that is to be answered when everybody asked has been heard. */
	lastNpcLine: WaitingLine | undefined;
	/** Lines said since the talk began, and seconds of the newest. */
	lines: number;
	lastLineAt: number;
	/** Somebody has come since the last opening: one more is due. */
	owesOpening: boolean;
}

/** A quiet talk in which nobody has spoken yet. */
export function newTalk(setting: Setting, clusterId: string, members: readonly string[]): Talk {
	return {
		clusterId,
		members,
		state: "quiet",
		lastActivity: new Map(),
		messageQueue: [],
		floor: setting.createFloor(),
		allowance: new Allowance(setting.config),
		questions: new Map(),
		typing: new Set(),
		facing: new Map(),
		speakers: new Set(),
		said: [],
		turns: 0,
		farewells: new Set(),
		lastNpcLine: undefined,
		lines: 0,
		lastLineAt: 0,
		owesOpening: false,
	};
}

/** Nothing is asked, waiting or left to show. */
export function isIdle(talk: Talk): boolean {
	return talk.questions.isEmpty() && talk.messageQueue.isEmpty() && talk.floor.isQuiet();
}
