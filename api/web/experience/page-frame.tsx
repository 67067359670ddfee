import type { ReactNode } from "react";
import { ConnectionBadge } from "../shell/connection-badge.js";
import { pageAt } from "../shell/pages.js";
import { Shell } from "../shell/shell.js";
import { LOOKS, type PageState } from "./connection-looks.js";
import classes from "./game.module.css";

export interface PageFrameProps {
	/** Undefined while nobody has said who plays: then nothing is connected. */
	readonly state: PageState | undefined;
	readonly reason?: string | undefined;
	readonly children: ReactNode;
}

/** The shell around this page, with how it is connected. */
export function PageFrame({ state, reason, children }: PageFrameProps) {
	return (
		<Shell
			page={pageAt("/experience")!}
			tools={state && <ConnectionBadge state={state} look={LOOKS[state]} reason={reason} />}
		>
			<div className={classes.page} data-state={state}>
				{children}
			</div>
		</Shell>
	);
}
