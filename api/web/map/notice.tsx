import { TokenForm } from "../access/token-form.js";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import type { ConnectionState } from "./connection-look.js";
import classes from "./map-page.module.css";

export interface NoticeProps {
	readonly state: ConnectionState;
	readonly reason: string | undefined;
	readonly world: string;
	/** Whether there is a picture of the world already: then a short wait needs no words over it. */
	readonly pictured: boolean;
	readonly onToken: () => void;
}

/** What stands in the middle of the map while there is no world to look at. */
export function Notice({ state, reason, world, pictured, onToken }: NoticeProps) {
	if (state === "refused") {
		return (
			<NoticeCard className={classes.notice} title="This page may not read the world">
				<p>The server asks who is looking{reason ? ` and says: ${reason}.` : "."} Paste a token to go on.</p>
				<TokenForm role="observer" onToken={onToken} />
			</NoticeCard>
		);
	}
	if (state === "empty") {
		return (
			<NoticeCard className={classes.notice} title="Nobody is here yet">
				<p>
					The world <b>{world}</b> is connected and empty. As soon as a game server tells who is there, they
					appear on this map.
				</p>
				<p>
					To see one at once, run <code>npm run play</code>.
				</p>
			</NoticeCard>
		);
	}
	if (state === "connecting" && !pictured) {
		return (
			<ConnectingCard className={classes.notice} reason={reason}>
				Asking the server for the world <b>{world}</b>
			</ConnectingCard>
		);
	}
	return null;
}
