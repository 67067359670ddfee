import { agoText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import type { NpcMemory } from "./read-talk.js";
import classes from "./talk.module.css";

/** Lines shown; the memory holds more. */
const SHOWN = 12;

export interface MemoryProps {
	readonly memory: NpcMemory;
	/** Id of whose memory it is. */
	readonly self: string;
}

/** What an NPC has heard: the only things that it can speak of. */
export function Memory({ memory, self }: MemoryProps) {
	const seconds = useSeconds();
	return (
		<>
			{memory.summary !== "" && <p className={classes.summary}>{memory.summary}</p>}
			<ol className={classes.heard}>
				{memory.lines.slice(0, SHOWN).map(({ speaker, content, at, overheard }) => (
					<li key={`${at} ${speaker.id} ${content}`} data-overheard={overheard || undefined}>
						<span>
							<b>{speaker.id === self ? "Said" : speaker.name}</b>
							{overheard && <small> (overheard)</small>} <q>{content}</q>
						</span>
						<time>{agoText(seconds - at)}</time>
					</li>
				))}
			</ol>
		</>
	);
}
