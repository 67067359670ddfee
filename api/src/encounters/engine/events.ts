import type {
	Participant,
	Cell,
	ChatMessage,
	GameState,
	RoomPlace,
	Seat,
	Settings,
	SkipReason,
} from "./state.js";

/** What of a participant changes: whole fields. */
export type ParticipantChanges = Partial<Omit<Participant, "entityId" | "entityType">>;

/** A change that has no event of its own. */
export type Delta =
	| { readonly type: "participant"; readonly entityId: string; readonly changes: ParticipantChanges }
	| { readonly type: "map"; readonly cells: readonly Cell[]; readonly terrain: "." | "#" | "~" }
	| { readonly type: "notes"; readonly notes: string };

/** Something done that everybody sees, for logs and pages; what it changes comes as deltas. */
export type Deed =
	| { readonly kind: "moved"; readonly entityId: string; readonly path: readonly Cell[] }
	| {
			readonly kind: "attacked";
			readonly entityId: string;
			readonly target: string;
			readonly name: string;
			readonly outcome: "hit" | "critical" | "missed";
			readonly isOpportunity: boolean;
	  }
	/** How much is told only where the hit points are. */
	| { readonly kind: "damaged" | "healed"; readonly entityId: string; readonly amount?: number }
	| { readonly kind: "defeated"; readonly entityId: string }
	| { readonly kind: "fell" | "stabilised" | "revived"; readonly entityId: string }
	| {
			readonly kind: "saved" | "failedSave";
			readonly entityId: string;
			readonly against: string;
	  }
	/** At a cell; `aimedAt` whoever stands there, where it was aimed at them. */
	| {
			readonly kind: "cast";
			readonly entityId: string;
			readonly name: string;
			readonly at: Cell | null;
			readonly aimedAt?: string;
	  }
	| { readonly kind: "used"; readonly entityId: string; readonly name: string; readonly target: string }
	| { readonly kind: "interacted"; readonly entityId: string; readonly interaction: string };

export interface Rolled {
	readonly type: "ROLLED";
	/** Who rolled; null of the DM. */
	readonly entityId: string | null;
	readonly dice: string;
	/** Every die as it fell, those that do not count too. */
	readonly rolls: readonly number[];
	readonly total: number;
	/** What it is for: `attack`, `damage`, `initiative`, … */
	readonly for: string;
}

export type EventBody =
	| {
			readonly type: "INTERACTION_CREATED";
			readonly interactionId: string;
			readonly dmId: string;
			readonly seed: string;
			readonly settings: Settings;
			readonly mapState: GameState["mapState"];
			readonly place?: RoomPlace;
	  }
	| { readonly type: "INTERACTION_STARTED" }
	| { readonly type: "INTERACTION_PAUSED"; readonly reason: string }
	| { readonly type: "INTERACTION_RESUMED" }
	| { readonly type: "INTERACTION_COMPLETED"; readonly outcome: string }
	| { readonly type: "PARTICIPANT_JOINED"; readonly participant: Participant }
	| { readonly type: "PARTICIPANT_LEFT"; readonly entityId: string }
	| { readonly type: "INITIATIVE_UPDATED"; readonly initiativeOrder: readonly Seat[] }
	| {
			readonly type: "TURN_STARTED";
			readonly seatId: string;
			readonly roundNumber: number;
			/** Unix seconds; null without a limit. */
			readonly endsAt: number | null;
	  }
	| { readonly type: "TURN_COMPLETED"; readonly seatId: string; readonly roundNumber: number }
	| {
			readonly type: "TURN_SKIPPED";
			readonly seatId: string;
			readonly roundNumber: number;
			readonly reason: SkipReason;
	  }
	/** The turn goes back to an earlier one, the newest `count` records with it. */
	| { readonly type: "TURN_TAKEN_BACK"; readonly count: number }
	| Rolled
	| { readonly type: "ACTED"; readonly deed: Deed }
	| { readonly type: "STATE_DELTA"; readonly delta: Delta }
	| { readonly type: "CHAT_MESSAGE"; readonly message: ChatMessage }
	| { readonly type: "USER_ERASED"; readonly userId: string }
	| { readonly type: "RESTORED"; readonly to: number; readonly state: GameState };

/** `at`: unix seconds. */
export type GameEvent = EventBody & { readonly at: number };

export type EventOf<T extends EventBody["type"]> = Extract<EventBody, { readonly type: T }>;
