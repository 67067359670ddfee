import { Tooltip } from "@mantine/core";
import { useQueues } from "../side/queries.js";
import type { QueueLook } from "./read-talk.js";
import classes from "./talk.module.css";

const ABOUT: Readonly<Record<string, string>> = {
	urgent: "Players' lines",
	conversation: "NPCs among themselves",
	background: "Whatever can wait",
};

/** A time that somebody waits through: milliseconds below a second, tenths below ten seconds. */
export function secondsText(seconds: number): string {
	if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
	return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

function Queue({ queue }: { readonly queue: QueueLook }) {
	const { name, waiting, active, oldestSeconds, p50, p95 } = queue;
	const latency = p50 === undefined ? "no answer yet" : `answered in ${secondsText(p50)}`;
	const tail = p95 === undefined ? "" : ` (95% within ${secondsText(p95)})`;
	const oldest = waiting > 0 ? `, the oldest for ${secondsText(oldestSeconds)}` : "";
	return (
		<Tooltip
			multiline
			label={`${ABOUT[name] ?? name}: ${waiting} waiting${oldest}, ${active} being answered, ${latency}${tail}`}
			openDelay={300}
		>
			<li tabIndex={0} data-waiting={waiting > 0 || undefined}>
				<span>{name}</span>
				<b>{waiting + active}</b>
				<small>{p50 === undefined ? "–" : secondsText(p50)}</small>
			</li>
		</Tooltip>
	);
}

/** How many messages wait for a mind in each class, and how long an answer takes. */
export function Queues() {
	const { data: queues = [] } = useQueues();
	if (queues.length === 0) return null;
	return (
		<ul className={classes.queues} aria-label="Messages waiting for an answer, and how long one takes">
			{queues.map((queue) => (
				<Queue key={queue.name} queue={queue} />
			))}
		</ul>
	);
}
