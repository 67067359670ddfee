import type { Deed, EventOf, Rolled } from "./events.js";
import type { ConditionName } from "./condition-names.js";
import type {
	Cell,
	ChatMessage,
	EntityType,
	GameState,
	Life,
	MapState,
	Participant,
	RoomPlace,
	Settings,
	Status,
	TurnStatus,
} from "./state.js";

/** Who looks. A mind sees what a player sees who plays its entity; a watcher plays nobody. */
export type Viewer =
	| { readonly kind: "dm" }
	| { readonly kind: "player"; readonly userId: string }
	| { readonly kind: "mind"; readonly entityId: string }
	| { readonly kind: "watcher" };

/** How somebody looks whose hit points are not told. */
export type Health = "unhurt" | "hurt" | "bloodied" | "near death" | "down" | "dead";

export interface ConditionView {
	readonly condition: ConditionName;
	/** Entity id; only of those who can be seen. */
	readonly sourceId?: string;
	/** Turns that it still lasts, where the viewer plays whoever has it. */
	readonly turnsLeft?: number;
}

/** What only those know who play it, and the DM. */
export type Sheet = Omit<
	Participant,
	keyof PublicParticipant | "currentHP" | "maxHP" | "temporaryHP" | "conditions" | "notes"
>;

/** What everybody knows who sees it. */
export interface PublicParticipant {
	readonly entityId: string;
	readonly entityType: EntityType;
	readonly name: string;
	readonly side: string;
	readonly userId?: string;
	readonly position: Cell;
	readonly life: Life;
	readonly turnStatus: TurnStatus;
	readonly isConnected: boolean;
	readonly initiative: number | null;
}

export type ParticipantView = PublicParticipant & {
	readonly health: Health;
	readonly conditions: readonly ConditionView[];
	/** Of player characters, and of what one plays. */
	readonly currentHP?: number;
	readonly maxHP?: number;
	readonly temporaryHP?: number;
	/** Of what one plays: what it has left to do in its turn, as `availableActions` has it. */
	readonly availableActions?: readonly string[];
	/** For the DM. */
	readonly notes?: string;
} & Partial<Sheet>;

/** Whose turn it is where that is hidden. */
export const HIDDEN_SEAT = "?";

export interface SeatView {
	readonly seatId: string;
	/** Those who can be seen. */
	readonly entityIds: readonly string[];
	readonly initiative: number;
	readonly isDelaying: boolean;
}

export interface TurnView {
	/** `?` of a seat that is hidden. */
	readonly seatId: string;
	readonly startedAt: number;
	readonly endsAt: number | null;
	readonly secondsLeft: number | null;
}

/** An encounter as one viewer may know it; nothing else of it is ever sent to them. */
export interface GameView {
	readonly interactionId: string;
	readonly status: Status;
	readonly settings: Settings;
	readonly dmId: string;
	/** Hidden seats are left out. */
	readonly initiativeOrder: readonly SeatView[];
	/** In the order above; -1 of a hidden seat and of none. */
	readonly currentTurnIndex: number;
	readonly roundNumber: number;
	readonly turn: TurnView | null;
	readonly participants: Readonly<Record<string, ParticipantView>>;
	readonly mapState: MapState;
	readonly place?: RoomPlace;
	readonly chatLog: readonly MessageView[];
	readonly pauseReason: string | null;
	readonly outcome: string | null;
	/** For the DM. */
	readonly notes?: GameState["notes"];
}

/** Without its number, which would tell how much was said between others. */
export type MessageView = Omit<ChatMessage, "messageId">;

/** A change of a view: whole fields, or a participant that comes into sight or is gone from it. */
export type ViewDelta =
	| { readonly type: "participant"; readonly entityId: string; readonly changes: Partial<ParticipantView> }
	| { readonly type: "participant"; readonly entityId: string; readonly participant: ParticipantView | null }
	| {
			readonly type: "turn";
			readonly changes: Partial<Pick<GameView, "turn" | "currentTurnIndex" | "roundNumber">>;
	  }
	| { readonly type: "initiative"; readonly changes: Partial<Pick<GameView, "initiativeOrder">> }
	| { readonly type: "map"; readonly changes: Partial<Pick<GameView, "mapState">> }
	| { readonly type: "chat"; readonly dropped: number; readonly added: readonly MessageView[] }
	| {
			readonly type: "interaction";
			readonly changes: Partial<Omit<GameView, "participants" | "chatLog">>;
	  };

/** What a viewer is told of an event: that it happened, and what it changes in the view. */
export type ViewEvent = { readonly at: number } & (
	| { readonly type: "STATE_DELTA"; readonly delta: ViewDelta }
	| { readonly type: "ACTED"; readonly deed: Deed }
	| Rolled
	| { readonly type: "PARTICIPANT_JOINED" | "PARTICIPANT_LEFT"; readonly entityId: string }
	| { readonly type: "INITIATIVE_UPDATED" | "INTERACTION_CREATED" | "INTERACTION_STARTED" }
	| { readonly type: "INTERACTION_RESUMED" | "RESTORED" }
	| EventOf<
			"INTERACTION_PAUSED" | "INTERACTION_COMPLETED" | "TURN_STARTED" | "TURN_COMPLETED" | "TURN_SKIPPED"
	  >
	| { readonly type: "CHAT_MESSAGE"; readonly from: string | null; readonly channel: ChatMessage["channel"] }
);
