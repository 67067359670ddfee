import type { ReactNode } from "react";
import { ConnectionBadge, type ConnectionLook } from "./connection-badge.js";
import classes from "./page-frame.module.css";
import { pageAt } from "./pages.js";
import { Shell } from "./shell.js";

/** Where what is shown stands: `news` fades while it may be old, `notice` stands in the middle. */
export const frame = { news: classes["news"], notice: classes["notice"] } as const;

export interface PageFrameProps<State extends string> {
	/** Of the page. */
	readonly path: string;
	/** Undefined while nobody has signed in: then nothing is connected. */
	readonly state: State | undefined;
	readonly looks: Readonly<Record<State, ConnectionLook>>;
	readonly reason?: string | undefined;
	readonly children: ReactNode;
}

/** The shell around a signed-in reader's page, with how it is connected. */
export function PageFrame<State extends string>({
	path,
	state,
	looks,
	reason,
	children,
}: PageFrameProps<State>) {
	return (
		<Shell
			page={pageAt(path)!}
			tools={state !== undefined && <ConnectionBadge state={state} look={looks[state]} reason={reason} />}
		>
			<div className={classes.page} data-state={state}>
				{children}
			</div>
		</Shell>
	);
}
