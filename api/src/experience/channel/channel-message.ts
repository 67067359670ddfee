import type {
	ActionResultWire,
	ContentWire,
	PlayerViewWire,
	QuestUpdateWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../../game/src/shared/wire/index.js";
import type { ResetReason } from "../../doors/follow.js";
import type { CloseReason } from "../../doors/line.js";
import type { PathError } from "../../http/refusal.js";

/** Why a message was not done. The connection stays. */
export type ChannelErrorCode =
	| "bad_json"
	| "bad_message"
	| "unknown_type"
	| "too_large"
	| "binary"
	| "rate_limited"
	| "unavailable"
	| "failed";

export interface ChannelError {
	readonly type: "error";
	readonly code: ChannelErrorCode;
	/** For a developer to read. */
	readonly message: string;
	/** Every failing place, with `bad_message`. */
	readonly errors?: readonly PathError[];
	/** Of the message that it answers, where that had one. */
	readonly id?: string;
}

/** What is to go on from after a message: both places of the client, for `?cursor=` or `resume`. */
interface Placed {
	readonly cursor: string;
}

/** Messages made for one connection. `timestamp` is unix seconds. */
export type OwnMessage =
	| ({
			readonly type: "connected";
			readonly connection_id: string;
			readonly user_id: string;
			readonly experience: string;
	  } & Placed)
	/** The answer to `resume`: what comes after it follows that cursor. */
	| ({ readonly type: "resumed"; readonly id?: string } & Placed)
	| { readonly type: "pong"; readonly id?: string; readonly timestamp: number }
	| ({ readonly type: "heartbeat"; readonly timestamp: number } & Placed)
	| { readonly type: "chat_accepted"; readonly id?: string; readonly message_id: string }
	| ActionResultWire
	/** The place asked for cannot be gone on from; a fresh `view` or `world` follows. */
	| { readonly type: "reset"; readonly reason: ResetReason }
	| ChannelError
	| ({ readonly type: "close"; readonly reason: CloseReason } & Placed);

/** Everything that a player's client is told. */
export type ChannelMessage =
	| OwnMessage
	| ({ readonly type: "view"; readonly view: PlayerViewWire } & Placed)
	| ({ readonly type: "world"; readonly world: SharedWorldWire } & Placed)
	| ((WorldUpdateWire | QuestUpdateWire | ContentWire) & Placed);

/** A fresh state as its message: `data` is the JSON text of a `PlayerViewWire` or a `SharedWorldWire`. */
export function stateMessage(type: "view" | "world", data: string, cursor: string): string {
	return `{"type":"${type}","${type}":${data},"cursor":"${cursor}"}`;
}

/** A wire object, given as the JSON text that the log holds, with the place after it. */
export function placedMessage(data: string, cursor: string): string {
	return `${data.slice(0, -1)},"cursor":"${cursor}"}`;
}
