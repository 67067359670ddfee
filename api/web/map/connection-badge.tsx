import { Tooltip } from "@mantine/core";
import { useWorld, type WorldSource, type WorldView } from "../../client/react.js";
import { CONNECTION_LOOKS, type ConnectionLook, type ConnectionState } from "./connection-look.js";
import classes from "./connection-badge.module.css";
import { agoText } from "./time-text.js";
import { useSeconds } from "./use-seconds.js";

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
			{sign === "ring" && <circle r="5" {...line} strokeWidth={1.8} strokeDasharray="2.5 3" />}
		</svg>
	);
}

export interface ConnectionBadgeProps {
	readonly source: WorldSource;
	readonly state: ConnectionState;
}

const tickOf = ({ world }: WorldView): number => world.tick;
/** Unix seconds of the newest data, where it is known. */
const newestOf = ({ world }: WorldView): number | undefined => world.timestamp;
const reasonOf = ({ reason }: WorldView): string | undefined => reason;

/** How the page stands to the world: state, tick, and how old the newest data is. */
export function ConnectionBadge({ source, state }: ConnectionBadgeProps) {
	const tick = useWorld(source, tickOf);
	const newestAt = useWorld(source, newestOf);
	const reason = useWorld(source, reasonOf);
	const seconds = useSeconds();
	const { label, meaning, sign } = CONNECTION_LOOKS[state];
	const age = newestAt === undefined ? undefined : agoText(seconds - newestAt);
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
				{tick > 0 && (
					<span className={classes.tick}>
						tick {tick.toLocaleString("en")}
						{age !== undefined && ` · ${age}`}
					</span>
				)}
			</div>
		</Tooltip>
	);
}
