import type { SyncedWorld } from "../../../client/index.js";
import { MemberSign } from "../../shell/icons.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import { Queues } from "./queues.js";
import type { SpokenLine } from "./read-talk.js";
import type { TalkView } from "./talk-feed.js";
import classes from "./talk.module.css";

/** As many as are read; what NPCs remember goes further back. */
const SHOWN = 80;
/** Names of hearers told one by one. */
const NAMED = 3;

export interface TalkListProps {
	readonly talk: TalkView;
	readonly world: SyncedWorld;
	/** Id of the line whose speaker and hearers the map shows. */
	readonly chosen: string | undefined;
	readonly onChoose: (line: SpokenLine) => void;
}

/** Who heard a line, in words. */
export function hearersText(line: SpokenLine, nameOf: (id: string) => string): string {
	const { heardBy, overheardBy } = line;
	const heard =
		heardBy.length > NAMED
			? `${heardBy
					.slice(0, NAMED - 1)
					.map(nameOf)
					.join(", ")} and ${heardBy.length - NAMED + 1} others`
			: heardBy.map(nameOf).join(", ");
	const parts = [
		...(heard === "" ? ["heard by nobody"] : [`heard by ${heard}`]),
		...(overheardBy.length > 0 ? [`overheard by ${overheardBy.length}`] : []),
	];
	return parts.join(", ");
}

/** What was said, newest first. Choosing a line shows on the map who spoke and who heard it. */
export function TalkList({ talk, world, chosen, onChoose }: TalkListProps) {
	const seconds = useSeconds();
	const nameOf = (id: string): string => world.entities.get(id)?.name ?? id;
	if (talk.refused) {
		return <p className={classes.nothing}>What is said is told to observers alone.</p>;
	}
	return (
		<div className={classes.talk}>
			<Queues />
			{talk.lines.length === 0 ? (
				<p className={classes.nothing}>
					Nobody has spoken yet. When members meet, what they say appears here and above their heads.
				</p>
			) : (
				<ol className={classes.lines} aria-label="What was said, newest first">
					{talk.lines.slice(0, SHOWN).map((line) => (
						<li key={line.id}>
							<button
								type="button"
								className={classes.line}
								aria-pressed={line.id === chosen}
								onClick={() => onChoose(line)}
							>
								<MemberSign type={line.speaker.type === "player" ? "player" : "npc"} />
								<span className={classes.words}>
									<b>{line.speaker.name}</b>
									<q>{line.content}</q>
									<small>{hearersText(line, nameOf)}</small>
								</span>
								<time dateTime={new Date(line.at * 1000).toISOString()} title={clockText(line.at)}>
									{agoText(seconds - line.at).replace(" ago", "")}
								</time>
							</button>
						</li>
					))}
				</ol>
			)}
		</div>
	);
}
