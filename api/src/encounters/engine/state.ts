import type { ActiveCondition, ConditionName } from "./condition-names.js";
import type { Attack, DamageType, Item, Spell } from "./powers.js";

/** A square of the map, 5 ft wide; x to the east, y to the south, both from 0. */
export interface Cell {
	readonly x: number;
	readonly y: number;
}

/** One text per row, a character a cell: `.` open, `#` blocked, `~` difficult. */
export interface MapState {
	readonly width: number;
	readonly height: number;
	readonly rows: readonly string[];
}

export const ABILITIES = ["str", "dex", "con", "int", "wis", "cha"] as const;
export type Ability = (typeof ABILITIES)[number];

export type Status = "waiting" | "active" | "paused" | "completed";
export type EntityType = "playerCharacter" | "npc" | "monster";
export type TurnStatus = "waiting" | "active" | "completed" | "skipped";

/** `down` is at 0 hit points and may die; `stable` is at 0 and will not; `defeated` is out of the order. */
export type Life = "up" | "down" | "stable" | "defeated";

/** What is left of a participant's turn; the reaction lasts until its next one. */
export interface Economy {
	readonly action: boolean;
	readonly bonusAction: boolean;
	readonly reaction: boolean;
	/** Cells. */
	readonly movementLeft: number;
	/** Further attacks of an attack action that is under way. */
	readonly attacksLeft: number;
}

export interface Concentration {
	readonly spellId: string;
	readonly name: string;
}

export interface Participant {
	readonly entityId: string;
	readonly entityType: EntityType;
	readonly name: string;
	/** Those of one side are allies; others are enemies of each other. */
	readonly side: string;
	/** Whose it is to play; without one it is the DM's, or its mind's. */
	readonly userId?: string;
	readonly currentHP: number;
	readonly maxHP: number;
	readonly temporaryHP: number;
	readonly armorClass: number;
	/** Cells a turn. */
	readonly speed: number;
	readonly abilities: Readonly<Record<Ability, number>>;
	/** In place of the ability's modifier, where something adds to it. */
	readonly saveBonuses: Readonly<Partial<Record<Ability, number>>>;
	readonly initiativeBonus: number;
	/** The count it acts on; null before it is rolled. */
	readonly initiative: number | null;
	readonly attacks: readonly Attack[];
	readonly attacksPerAction: number;
	readonly spells: readonly Spell[];
	/** Spell slots left, of level 1 first. */
	readonly slots: readonly number[];
	readonly spellAttackBonus: number;
	readonly spellSaveDC: number;
	readonly resistances: readonly DamageType[];
	readonly immunities: readonly DamageType[];
	readonly vulnerabilities: readonly DamageType[];
	readonly conditionImmunities: readonly ConditionName[];
	readonly position: Cell;
	readonly conditions: readonly ActiveCondition[];
	readonly inventory: readonly Item[];
	readonly economy: Economy;
	readonly turnStatus: TurnStatus;
	readonly life: Life;
	readonly deathSaves: { readonly successes: number; readonly failures: number };
	readonly concentration: Concentration | null;
	/** What it waits for, with its action already spent. */
	readonly readied: string | null;
	/** It strikes at enemies who leave its reach, as long as it has its reaction. */
	readonly isWatchful: boolean;
	/** Players see nothing of it. */
	readonly isHidden: boolean;
	readonly isConnected: boolean;
	/** Of the DM, for the DM. */
	readonly notes: string;
}

/** One place in the order; several entities in it act on one count. */
export interface Seat {
	readonly seatId: string;
	readonly entityIds: readonly string[];
	readonly initiative: number;
	/** Breaks ties, the greater first; then the lesser id goes first. */
	readonly dexterity: number;
	/** The last round in which it had its turn: each seat has one a round, wherever it is moved to meanwhile. */
	readonly actedInRound: number;
	/** It gave up its turn for a later one: it waits, or has said that it comes back. */
	readonly delay: "waiting" | "back" | null;
}

/** The turn that is on. */
export interface Turn {
	readonly seatId: string;
	/** Unix seconds. */
	readonly startedAt: number;
	/** Unix seconds; null without a limit, and while paused. */
	readonly endsAt: number | null;
	/** While paused; null without a limit. */
	readonly secondsLeft: number | null;
}

/** A turn that is over. */
export interface TurnRecord {
	readonly seatId: string;
	readonly entityIds: readonly string[];
	readonly roundNumber: number;
	readonly outcome: "completed" | "skipped";
	readonly reason?: SkipReason;
	readonly endedAt: number;
}

export type SkipReason = "timeout" | "dm" | "left" | "delayed" | "absent";

export interface ChatMessage {
	readonly messageId: number;
	readonly channel: "party" | "dm" | "private" | "system";
	/** User id; null of what the room itself says. */
	readonly from: string | null;
	/** Of a private message: user ids. */
	readonly to: readonly string[];
	readonly text: string;
	readonly at: number;
}

/** What a command that had an id was answered with. */
export interface Answered {
	readonly id: string;
	/** Who gave it, as text. */
	readonly giver: string;
	readonly result: Result;
}

export type Result = { readonly ok: true } | ({ readonly ok: false } & Rejection);

export interface Rejection {
	readonly code: RejectionCode;
	/** One sentence for whoever gave the command. */
	readonly reason: string;
}

export type RejectionCode =
	"forbidden" | "wrong_status" | "not_your_turn" | "unknown" | "invalid" | "illegal" | "nothing_left";

/** Where in a world a room was opened, and how its map lies there, seen from above. */
export interface RoomPlace {
	readonly worldId: string;
	/** Studs of the corner of cell 0, 0: x to the east, z to the south. */
	readonly corner: { readonly x: number; readonly z: number };
	/** Studs along one side of a cell. */
	readonly studsPerCell: number;
}

export interface Settings {
	readonly title: string;
	/** Seconds; null for no limit. */
	readonly turnSeconds: number | null;
	readonly chatEnabled: boolean;
	readonly allowPrivateChat: boolean;
}

/** The whole of an encounter, as the DM may know it (the dice's seed aside, which is nobody's). */
export interface GameState {
	readonly interactionId: string;
	readonly status: Status;
	readonly settings: Settings;
	/** User id of the DM. */
	readonly dmId: string;
	readonly initiativeOrder: readonly Seat[];
	/** Of the seat whose turn it is; -1 if it is nobody's. */
	readonly currentTurnIndex: number;
	readonly roundNumber: number;
	readonly turn: Turn | null;
	readonly participants: Readonly<Record<string, Participant>>;
	readonly mapState: MapState;
	/** Of a room that was opened from those who stand in a world. */
	readonly place?: RoomPlace;
	readonly turnHistory: readonly TurnRecord[];
	readonly chatLog: readonly ChatMessage[];
	readonly messageCount: number;
	/** Of the DM, for the DM. */
	readonly notes: string;
	readonly pauseReason: string | null;
	readonly outcome: string | null;
	/** Dice come of the seed and how many were thrown. */
	readonly roller: { readonly seed: string; readonly position: number };
	/** Unix seconds of the last event. */
	readonly timestamp: number;
	/** Entries of the log that are in it. */
	readonly revision: number;
	readonly answered: readonly Answered[];
}

/** A participant by id; whatever else an object has by that name is none. */
export function participantOf(
	{ participants }: Pick<GameState, "participants">,
	entityId: string | undefined | null,
): Participant | undefined {
	return entityId != null && Object.hasOwn(participants, entityId) ? participants[entityId] : undefined;
}

/** All participants in the order of their ids, which is the same wherever a state was kept meanwhile. */
export function everyone({ participants }: Pick<GameState, "participants">): readonly Participant[] {
	return Object.values(participants).sort((one, other) => (one.entityId < other.entityId ? -1 : 1));
}

/** What nothing was done to yet. */
export function emptyState(): GameState {
	return {
		interactionId: "",
		status: "waiting",
		settings: { title: "", turnSeconds: null, chatEnabled: true, allowPrivateChat: true },
		dmId: "",
		initiativeOrder: [],
		currentTurnIndex: -1,
		roundNumber: 0,
		turn: null,
		participants: {},
		mapState: { width: 0, height: 0, rows: [] },
		turnHistory: [],
		chatLog: [],
		messageCount: 0,
		notes: "",
		pauseReason: null,
		outcome: null,
		roller: { seed: "", position: 0 },
		timestamp: 0,
		revision: 0,
		answered: [],
	};
}
