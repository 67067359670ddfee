import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ConversationSummaryWire } from "../../../src/chatroom/chatroom-wire.js";
import { HistoryItem } from "./history-item.js";
import classes from "./history.module.css";

export interface HistoryProps {
	/** Newest first. */
	readonly conversations: readonly ConversationSummaryWire[];
	/** Id of the one on the stage. */
	readonly staged: string | undefined;
	/** Unix seconds. */
	readonly seconds: number;
	readonly hasMore: boolean;
	readonly isAsking: boolean;
	readonly onMore: () => void;
	/** Plays one on the stage. */
	readonly onStage: (id: string) => void;
}

/** What they talked of lately, each folded until it is wanted. */
export function History(props: HistoryProps) {
	const { conversations, staged, seconds, hasMore, isAsking, onMore, onStage } = props;
	const list = useRef<HTMLOListElement>(null);
	/** How many there were when more was asked for. */
	const before = useRef<number>(undefined);
	useEffect(() => {
		const first = before.current;
		if (first === undefined || conversations.length <= first) return;
		before.current = undefined;
		list.current?.children[first]?.querySelector("button")?.focus();
	}, [conversations.length]);
	return (
		<section className={classes.history} aria-labelledby="history">
			<h2 id="history">What they talked of</h2>
			<ol ref={list}>
				{conversations.map((conversation) => (
					<HistoryItem
						key={conversation.id}
						conversation={conversation}
						isStaged={conversation.id === staged}
						seconds={seconds}
						onStage={() => onStage(conversation.id)}
					/>
				))}
			</ol>
			{hasMore && (
				<Button
					variant="subtle"
					size="xs"
					fullWidth
					data-disabled={isAsking || undefined}
					aria-disabled={isAsking || undefined}
					onClick={() => {
						if (isAsking) return;
						before.current = conversations.length;
						onMore();
					}}
				>
					{isAsking ? "Asking for more" : "More"}
				</Button>
			)}
		</section>
	);
}
