export type { RoomCommand, RoomSummary } from "../../src/encounters/encounters.js";
export type { TurnAction } from "../../src/encounters/engine/commands.js";
export type {
	GameView,
	ParticipantView,
	SeatView,
	ViewEvent,
	Viewer,
} from "../../src/encounters/engine/view.js";
export { walksOf } from "../../src/encounters/engine/ground.js";
export { CommandFailed } from "../experience/commands.js";
export { createEncounterClient, type EncounterClientOptions } from "./encounter-client.js";
export { foresee } from "./foresee.js";
export { createLobby, type Lobby, type LobbyOptions } from "./lobby.js";
export type {
	EncounterAnswer,
	EncounterClient,
	EncounterState,
	EncounterStatus,
	PendingCommand,
	QueuedCommand,
	RefusedCommand,
	ToldEvent,
} from "./state.js";
