import type {
	ActionResultWire,
	ContentWire,
	PlayerViewWire,
	QuestUpdateWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";

interface Placed {
	/** `<place in the user's topic>~<place in the shared one>`. */
	readonly cursor: string;
}

/** What is told of the log's two topics, each once. */
export type ToldMessage = (WorldUpdateWire | QuestUpdateWire | ContentWire) & Placed;

export type StateMessage =
	| ({ readonly type: "view"; readonly view: PlayerViewWire } & Placed)
	| ({ readonly type: "world"; readonly world: SharedWorldWire } & Placed);

/** What a message of the client's is answered with. */
export type AnswerMessage =
	| ActionResultWire
	| { readonly type: "chat_accepted"; readonly id?: string; readonly message_id: string }
	| { readonly type: "pong"; readonly id?: string; readonly timestamp: number }
	| { readonly type: "error"; readonly id?: string; readonly code: string; readonly message: string };

/** Everything that the channel says, as documented. */
export type ChannelMessage =
	| ToldMessage
	| StateMessage
	| AnswerMessage
	| ({
			readonly type: "connected";
			readonly connection_id: string;
			readonly user_id: string;
			readonly experience: string;
	  } & Placed)
	| ({ readonly type: "heartbeat"; readonly timestamp: number } & Placed)
	| { readonly type: "reset"; readonly reason: string }
	| ({ readonly type: "resumed"; readonly id?: string } & Placed)
	| ({ readonly type: "close"; readonly reason: string } & Placed);
