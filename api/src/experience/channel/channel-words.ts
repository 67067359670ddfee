import type { FreshState, ResetReason } from "../../doors/follow.js";
import type { CloseReason } from "../../doors/line.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";
import type { SocketWords } from "../../doors/socket-line.js";
import { type OwnMessage, placedMessage, stateMessage } from "./channel-message.js";
import type { WorldNews } from "./world-news.js";

/** What the words of a connection's two readers have in common, and what they tell of each other. */
export interface Telling {
	readonly userId: string;
	readonly news: WorldNews;
	/** Both places, as of all that has been told. */
	cursor(): string;
	/** Unix seconds. */
	timestamp(): number;
	/** The user has been told a whole view: what is shared has to be fetched after it. */
	viewIsFresh(): void;
	/** The user has been told everything there is for now. */
	playerIsTold(): void;
}

/** Classes, because there are two for each of thousands of connections: methods are shared, closures are not. */
abstract class Words implements SocketWords {
	protected abstract readonly named: "view" | "world";

	constructor(protected readonly telling: Telling) {}

	state({ data }: FreshState, reset: ResetReason | undefined): readonly string[] {
		const state = stateMessage(this.named, data, this.telling.cursor());
		// No cursor on the reset: cut off between the two, the client must ask for the state again.
		return reset === undefined ? [state] : [text({ type: "reset", reason: reset }), state];
	}

	close(reason: CloseReason): string {
		return text({ type: "close", reason, cursor: this.telling.cursor() });
	}

	abstract frame(frame: ReadyFrame): string | undefined;
}

/** Of what the user alone is told. It is this reader that gives signs of life. */
export class PlayerWords extends Words {
	protected readonly named = "view";

	override state(state: FreshState, reset: ResetReason | undefined): readonly string[] {
		this.telling.viewIsFresh();
		return super.state(state, reset);
	}

	frame(frame: ReadyFrame): string {
		return placedMessage(frame.data, this.telling.cursor());
	}

	beat(): string {
		return text({ type: "heartbeat", timestamp: this.telling.timestamp(), cursor: this.telling.cursor() });
	}

	caughtUp(): void {
		this.telling.playerIsTold();
	}
}

/** Of what everybody shares. */
export class SharedWords extends Words {
	protected readonly named = "world";

	frame(frame: ReadyFrame): string | undefined {
		const { news, userId } = this.telling;
		const to = news(frame);
		return to && placedMessage(to(userId), this.telling.cursor());
	}
}

function text(message: OwnMessage): string {
	return JSON.stringify(message);
}
