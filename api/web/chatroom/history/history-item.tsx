import { Button, Loader } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import type { ConversationSummaryWire } from "../../../src/chatroom/chatroom-wire.js";
import { reasonOf } from "../../access/get-json.js";
import { PlayIcon } from "../../shell/icons.js";
import { useConversation, useMarkRead } from "../data/use-chatroom.js";
import { CategorySign, ClimateSign, DownSign } from "../signs.js";
import { Ending } from "../stage/ending.js";
import { Lines } from "../stage/lines.js";
import { CLIMATES, namesText, whenText } from "../wording.js";
import classes from "./history.module.css";

interface UnfoldedProps {
	readonly summary: ConversationSummaryWire;
	readonly isStaged: boolean;
	readonly onStage: () => void;
}

/** The whole of a conversation, which is read by that. */
function Unfolded({ summary, isStaged, onStage }: UnfoldedProps) {
	const { data, error } = useConversation(summary.id);
	const { mutate: markRead } = useMarkRead();
	const isNews = data !== undefined && !summary.is_read;
	useEffect(() => {
		if (isNews) markRead(summary.id);
	}, [isNews, markRead, summary.id]);
	if (!data) return <p className={classes.waiting}>{error ? reasonOf(error) : <Loader size={16} />}</p>;
	return (
		<>
			<ol className={classes.lines}>
				<Lines conversation={data} shown={data.messages.length} isTyping={false} />
			</ol>
			<Ending conversation={data} />
			{!isStaged && (
				<Button variant="default" size="xs" leftSection={<PlayIcon />} onClick={onStage}>
					Play it on the stage
				</Button>
			)}
		</>
	);
}

export interface HistoryItemProps {
	readonly conversation: ConversationSummaryWire;
	readonly isStaged: boolean;
	/** Unix seconds. */
	readonly seconds: number;
	readonly onStage: () => void;
}

/** One conversation of the past: what of, who, when and how it went; all of it when it is unfolded. */
export function HistoryItem({ conversation, isStaged, seconds, onStage }: HistoryItemProps) {
	const { title, category, climate, created_at, participants, is_read } = conversation;
	const [isOpen, setIsOpen] = useState(false);
	const region = useId();
	return (
		<li data-open={isOpen || undefined}>
			<h3>
				<button
					type="button"
					aria-expanded={isOpen}
					aria-controls={isOpen ? region : undefined}
					onClick={() => setIsOpen(!isOpen)}
				>
					<span className={classes.emblem}>
						<CategorySign category={category} size={17} />
					</span>
					<span className={classes.words}>
						<b>{title}</b>
						<span>
							{namesText(participants.map(({ name }) => name))} · {whenText(created_at, seconds)}
						</span>
					</span>
					{is_read ? (
						<span className={classes.climate} data-climate={climate}>
							<ClimateSign climate={climate} /> <span>{CLIMATES[climate]}</span>
						</span>
					) : (
						<span className={classes.fresh}>{isStaged ? "On the stage" : "New"}</span>
					)}
					<span className={classes.fold}>
						<DownSign />
					</span>
				</button>
			</h3>
			{isOpen && (
				<div id={region} className={classes.unfolded}>
					<Unfolded summary={conversation} isStaged={isStaged} onStage={onStage} />
				</div>
			)}
		</li>
	);
}
