import type { EncounterRouter } from "../../../src/encounters/router/encounter-router.js";

/** Whose a procedure is. */
export type Whose =
	/** Any user's. */
	| "users"
	/** Of those who lead a room or play in it. */
	| "seated"
	/** Of the player of the character that it is about. */
	| "player"
	/** Of the DM of the room. */
	| "dm"
	/** Of admins, where it is there at all. */
	| "admin";

export interface Row {
	readonly whose: Whose;
	readonly input: (roomId: string) => unknown;
}

/** Somebody whom one user may bring in; `hero` is Ann's, `ogre` nobody's. */
const PET = {
	entityId: "pet",
	entityType: "playerCharacter",
	name: "Pet",
	maxHP: 5,
	position: { x: 1, y: 1 },
} as const;
const END = { type: "end", entityId: "hero" } as const;

const row = (whose: Whose, input: object = {}): Row => ({
	whose,
	input: (roomId) => ({ roomId, ...input }),
});
const bare = (whose: Whose, input?: object): Row => ({ whose, input: () => input });

/** Every procedure, with something that it takes: one without a row is found by the types and by a test. */
export const ROWS: Readonly<Record<keyof EncounterRouter["_def"]["procedures"], Row>> = {
	listRooms: bare("users"),
	room: row("users"),
	roomUpdates: row("users"),
	createRoom: bare("users", {}),
	openFromCluster: bare("users", { worldId: "w", clusterId: "c" }),
	joinRoom: row("users", { participant: { ...PET, userId: "somebody else" } }),
	leaveRoom: row("player", { entityId: "hero" }),
	takeTurn: row("player", { action: END }),
	react: row("player", { action: END }),
	delay: row("player", { entityId: "hero" }),
	reenter: row("player", { entityId: "hero" }),
	sendChat: row("seated", { channel: "party", text: "hello" }),
	queueAction: row("seated", { command: { type: "act", action: END } }),
	startInteraction: row("dm"),
	pauseInteraction: row("dm"),
	resumeInteraction: row("dm"),
	completeInteraction: row("dm"),
	skipTurn: row("dm"),
	previousTurn: row("dm"),
	setInitiative: row("dm", { entityId: "ogre", initiative: 1 }),
	group: row("dm", { seatId: "both", entityIds: ["ogre", "hero"] }),
	ungroup: row("dm", { seatId: "both" }),
	applyEffect: row("dm", { entityId: "ogre", effect: { kind: "damage", amount: 1 } }),
	setTerrain: row("dm", { cells: [{ x: 9, y: 9 }], terrain: "#" }),
	note: row("dm", { text: "a note" }),
	addParticipant: row("dm", { participant: PET }),
	removeParticipant: row("dm", { entityId: "ogre" }),
	undo: row("dm", { to: 1 }),
	createTestInteraction: bare("admin", { scenario: "duel" }),
	simulatePlayerActions: row("admin", { actions: 1 }),
	injectNetworkErrors: row("admin", { disturbance: { kind: "drop" }, seconds: 1 }),
	validateStateConsistency: row("admin"),
};
