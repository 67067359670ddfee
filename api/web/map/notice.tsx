import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { TokenForm } from "../access/token-form.js";
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

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
	return (
		<section className={classes.notice} aria-label={title}>
			<h2>{title}</h2>
			{children}
		</section>
	);
}

/** What stands in the middle of the map while there is no world to look at. */
export function Notice({ state, reason, world, pictured, onToken }: NoticeProps) {
	if (state === "refused") {
		return (
			<Card title="This page may not read the world">
				<p>The server asks who is looking{reason ? ` and says: ${reason}.` : "."} Paste a token to go on.</p>
				<TokenForm onToken={onToken} />
			</Card>
		);
	}
	if (state === "empty") {
		return (
			<Card title="Nobody is here yet">
				<p>
					The world <b>{world}</b> is connected and empty. As soon as a game server tells who is there, they
					appear on this map.
				</p>
				<p>
					To see one at once, run <code>npm run play</code>.
				</p>
			</Card>
		);
	}
	if (state === "connecting" && !pictured) {
		return (
			<Card title="Connecting">
				<p className={classes.waiting}>
					<Loader size={16} color="var(--es-connecting)" /> Asking the server for the world <b>{world}</b>
				</p>
				{reason && <p>The last try failed: {reason}. The next one comes by itself.</p>}
			</Card>
		);
	}
	return null;
}
