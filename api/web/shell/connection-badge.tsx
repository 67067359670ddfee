import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./connection-badge.module.css";

/** How one state of a page's connection is shown. */
export interface ConnectionLook {
	readonly label: string;
	/** What it means, in a sentence. */
	readonly meaning: string;
	/** Its sign, so that it is not told by colour alone. */
	readonly sign: "dots" | "dot" | "half" | "check" | "turn" | "cross" | "ring" | "clock";
}

function Sign({ sign }: { readonly sign: ConnectionLook["sign"] }) {
	const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
	return (
		<svg
			className={classes.sign}
			data-sign={sign}
			width="14"
			height="14"
			viewBox="-7 -7 14 14"
			aria-hidden="true"
		>
			{sign === "dots" && [-4.5, 0, 4.5].map((x) => <circle key={x} cx={x} r="1.6" fill="currentColor" />)}
			{sign === "dot" && <circle r="4" fill="currentColor" />}
			{sign === "half" && (
				<>
					<circle r="5" {...line} strokeWidth={1.8} />
					<path d="M0-5A5 5 0 0 0 0 5Z" fill="currentColor" />
				</>
			)}
			{sign === "check" && <path d="m-4.5 0.5 3 3.5 6-7.5" {...line} />}
			{sign === "turn" && <path d="M4.5-1.500A5 5 0 1 0 4.8 2M5-5.500v4h-4" {...line} strokeWidth={1.8} />}
			{sign === "cross" && <path d="m-4-4 8 8m0-8-8 8" {...line} />}
			{sign === "clock" && (
				<>
					<circle r="5" {...line} strokeWidth={1.8} />
					<path d="M0-2.500V0l1.800 1.300" {...line} strokeWidth={1.6} />
				</>
			)}
			{sign === "ring" && <circle r="5" {...line} strokeWidth={1.8} strokeDasharray="2.5 3" />}
		</svg>
	);
}

export interface ConnectionBadgeProps {
	/** The state's name, which has its colour in the style sheet. */
	readonly state: string;
	readonly look: ConnectionLook;
	/** Why it is so, for people to read. */
	readonly reason: string | undefined;
	/** What else is told beside it, where there is room. */
	readonly children?: ReactNode;
}

/** How a page stands to the server. */
export function ConnectionBadge({ state, look, reason, children }: ConnectionBadgeProps) {
	const { label, meaning, sign } = look;
	return (
		<Tooltip
			label={reason ? `${meaning} (${reason})` : meaning}
			multiline
			maw={300}
			events={{ hover: true, focus: true, touch: true }}
		>
			<div
				className={classes.badge}
				data-state={state}
				tabIndex={0}
				role="status"
				aria-live="off"
				aria-label={`Connection: ${label}. ${meaning}`}
			>
				<span className={classes.state}>
					<Sign sign={sign} />
					<span>{label}</span>
				</span>
				{children !== undefined && <span className={classes.more}>{children}</span>}
			</div>
		</Tooltip>
	);
}
