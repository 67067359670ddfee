import { Button, Loader } from "@mantine/core";
import { useRef } from "react";
import type { ConversationSummaryWire, MoodsWire, RunawaysWire } from "../../src/chatroom/chatroom-wire.js";
import { reasonOf } from "../access/get-json.js";
import { SignedInAs } from "../access/signed-in-as.js";
import { frame } from "../shell/page-frame.js";
import { useSeconds } from "../shell/use-seconds.js";
import classes from "./chatroom.module.css";
import { useConversation, useMarkRead } from "./data/use-chatroom.js";
import { History, type HistoryProps } from "./history/history.js";
import { Runaways } from "./side/runaways.js";
import { Society } from "./side/society.js";
import { CoinSign } from "./signs.js";
import { Stage } from "./stage/stage.js";
import { Waiting } from "./stage/waiting.js";
import { useStaged } from "./use-staged.js";

export interface ChatroomProps extends Pick<HistoryProps, "hasMore" | "isAsking" | "onMore"> {
	/** Whose it is; undefined where a token does not say. */
	readonly name: string | undefined;
	readonly onSignOut: () => void;
	readonly conversations: readonly ConversationSummaryWire[];
	readonly moods: MoodsWire;
	readonly runaways: RunawaysWire;
}

interface StagedTalkProps {
	readonly id: string;
	/** Unix seconds. */
	readonly seconds: number;
}

/** The conversation on the stage, once its lines are there. */
function StagedTalk({ id, seconds }: StagedTalkProps) {
	const { data, error, refetch } = useConversation(id);
	const { mutate: markRead } = useMarkRead();
	if (data) return <Stage key={id} conversation={data} seconds={seconds} onRead={() => markRead(id)} />;
	return (
		<section className={classes.blank} aria-label="Conversation">
			{error ? (
				<>
					<p>What they said could not be had: {reasonOf(error)}</p>
					<Button variant="default" size="xs" onClick={() => void refetch()}>
						Try again
					</Button>
				</>
			) : (
				<Loader size={20} />
			)}
		</section>
	);
}

/** A user's society: its latest talk on the stage, those before it, and how everybody feels. */
export function Chatroom(props: ChatroomProps) {
	const { name, onSignOut, conversations, moods, runaways, ...more } = props;
	const seconds = useSeconds();
	const { id, newer, show } = useStaged(conversations);
	const stage = useRef<HTMLDivElement>(null);

	function play(chosen: string): void {
		show(chosen);
		stage.current?.scrollIntoView({ block: "nearest" });
		stage.current?.focus({ preventScroll: true });
	}

	return (
		<div className={`${classes.room} ${frame.news}`}>
			<div className={classes.talk}>
				<div ref={stage} className={classes.staged} tabIndex={-1} aria-label="Stage" role="group">
					<div aria-live="polite">
						{newer && (
							<p className={classes.newer}>
								<span>
									They have talked again: <b>{newer.title}</b>
								</span>
								<Button size="xs" onClick={() => play(newer.id)}>
									Show it
								</Button>
							</p>
						)}
					</div>
					{id === undefined ? (
						<Waiting moods={moods} seconds={seconds} />
					) : (
						<StagedTalk id={id} seconds={seconds} />
					)}
				</div>
				{conversations.length > 0 && (
					<History conversations={conversations} staged={id} seconds={seconds} onStage={play} {...more} />
				)}
			</div>
			<div className={classes.side}>
				<div className={classes.you}>
					<SignedInAs name={name} onSignOut={onSignOut} />
					<p className={classes.coins}>
						<CoinSign /> <b>{moods.coins}</b> {moods.coins === 1 ? "coin" : "coins"}
					</p>
				</div>
				<Runaways known={runaways} seconds={seconds} />
				<Society moods={moods} seconds={seconds} />
			</div>
		</div>
	);
}
