import { Button } from "@mantine/core";
import { useElementSize, useMediaQuery } from "@mantine/hooks";
import { type CSSProperties, useCallback, useMemo, useRef, useState } from "react";
import type { EncounterState } from "../../../client/encounters/index.js";
import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { frame } from "../../shell/page-frame.js";
import { LAYOUT } from "../../shell/tokens.js";
import { WALK } from "../board/aim.js";
import { Board, type BoardHandle } from "../board/board.js";
import { BoardControls } from "../board/board-controls.js";
import type { Insets } from "../board/use-camera.js";
import { Chat } from "../chat/chat.js";
import { DmTools } from "../dm/dm-tools.js";
import type { PageState } from "../looks.js";
import { Order } from "../order/order.js";
import { Sheet } from "../sheet/sheet.js";
import { Story } from "../story/story.js";
import { ActionBar } from "../turn/action-bar.js";
import { OutOfTurn } from "../turn/out-of-turn.js";
import { planOf } from "../turn/plan.js";
import { QueuedList } from "../turn/queued-list.js";
import { TurnBanner } from "../turn/turn-banner.js";
import { isPlayedBy } from "../words/people.js";
import { Announcer } from "./announcer.js";
import { EndScreen } from "./end-screen.js";
import { foreseenIn } from "./foreseen.js";
import { JoinCard } from "./join-card.js";
import { Refusal, type Told } from "./refusal.js";
import classes from "./room.module.css";
import { type SidePart, SideTabs, type Tab } from "./side-tabs.js";
import { useTurn } from "./use-turn.js";

/** Pixels of the picture that panels lie over; below with the action bar and without. */
const WIDE = { left: 276, right: LAYOUT.panelWidth + 2 * LAYOUT.panelGap, top: 76 };
const ACTING = 172;
const WATCHING = 24;
const NARROW: Insets = { top: 12, right: 12, bottom: 12, left: 12 };

export interface TableProps {
	readonly known: EncounterState;
	/** What could not even be asked. */
	readonly failed: Told | undefined;
	readonly view: GameView;
	readonly state: PageState;
	/** Undefined where a token does not say. */
	readonly userId: string | undefined;
	readonly onGive: (body: RoomCommand) => void;
	readonly onJoin: (character: NewParticipant) => void;
	readonly onDismiss: () => void;
	readonly onDismissQueued: () => void;
}

/** The table of one encounter: the map, who acts when, what one can do, and what is said. */
export function Table(props: TableProps) {
	const { known, failed, view, state, userId, onGive, onJoin, onDismiss, onDismissQueued } = props;
	const { viewer, events } = known;
	const refused = known.refused ?? failed;
	const isDm = viewer?.kind === "dm";
	const isNarrow = useMediaQuery(`(max-width: ${LAYOUT.narrowBelow}px)`, false, {
		getInitialValueInEffect: false,
	});
	const board = useRef<BoardHandle>(null);
	const [selected, setSelected] = useState<string>();
	const [tab, setTab] = useState<Tab>(isNarrow ? "order" : isDm ? "dm" : "talk");
	const [said, setSaid] = useState("");
	const [isWatching, setIsWatching] = useState(false);
	const own = Object.values(view.participants).find((one) => isPlayedBy(viewer, one));
	const select = useCallback(
		(entityId: string | undefined) => {
			setSelected(entityId);
			if (entityId !== undefined) setTab(isDm ? "dm" : "sheet");
		},
		[isDm],
	);
	const plan = useMemo(() => planOf(view, viewer, known.queued), [view, viewer, known.queued]);
	const drawn = plan ?? view;
	const turn = useTurn({ view: drawn, viewer, onGive, onSelect: select });
	const { mover, aim } = turn;
	const foreseen = useMemo(() => foreseenIn(known, drawn), [known, drawn]);
	const shown = (selected === undefined ? undefined : view.participants[selected]) ?? own;
	const { ref: waiting, height } = useElementSize();
	const bottom = (mover ? ACTING : WATCHING) + height;
	const insets = useMemo(() => (isNarrow ? NARROW : { ...WIDE, bottom }), [isNarrow, bottom]);
	const toBoard = useCallback(() => board.current?.focus(), []);
	/** Buttons go away when they are used: the map is where one goes on. */
	const thenToBoard =
		<Given extends readonly unknown[]>(act: (...given: Given) => void) =>
		(...given: Given): void => {
			act(...given);
			toBoard();
		};
	const order = <Order view={view} viewer={viewer} selected={selected} onSelect={select} />;
	const tools = (
		<DmTools
			view={view}
			selected={selected}
			aim={aim}
			onAim={turn.onAim}
			onGive={onGive}
			onSelect={setSelected}
		/>
	);
	const undo = isDm ? (to: number) => onGive({ type: "undo", to }) : undefined;
	const sheet = shown ? (
		<Sheet
			key={shown.entityId}
			one={shown}
			onLeave={
				isPlayedBy(viewer, shown) && view.status !== "completed"
					? () => onGive({ type: "removeParticipant", entityId: shown.entityId })
					: undefined
			}
		/>
	) : (
		<p className={classes.nobody}>Choose somebody in the order or on the map.</p>
	);
	const talk = <Chat view={view} viewer={viewer} userId={userId} onGive={onGive} />;
	const story = <Story events={events} view={view} onUndo={undo} />;
	const parts: readonly SidePart[] = [
		...(isNarrow ? [{ tab: "order", label: "Order", content: order } as const] : []),
		...(isDm ? [{ tab: "dm", label: "DM", content: tools } as const] : []),
		{ tab: "talk", label: "Talk", content: talk },
		{ tab: "story", label: "Story", content: story },
		{ tab: "sheet", label: "Sheet", content: sheet },
	];
	const mayJoin = viewer?.kind === "watcher" && view.status !== "completed";
	return (
		<div className={`${classes.table} ${frame.news}`} style={{ "--below": `${bottom}px` } as CSSProperties}>
			<div className={classes.map}>
				<Board
					ref={board}
					view={drawn}
					known={known}
					foreseen={foreseen}
					mover={turn.walker}
					aim={aim}
					selected={selected}
					insets={insets}
					onCell={turn.onCell}
					onCancel={() => turn.onAim(WALK)}
					onSay={setSaid}
				/>
				<BoardControls board={board} />
			</div>
			<div className={classes.banner}>
				<TurnBanner view={view} isMine={mover !== undefined && !isDm} />
				{view.status === "paused" && view.pauseReason !== null && (
					<p className={classes.paused}>{view.pauseReason}</p>
				)}
				{refused && <Refusal refused={refused} onDismiss={onDismiss} />}
			</div>
			{!isNarrow && <aside className={classes.order}>{order}</aside>}
			<div className={classes.actions}>
				<div ref={waiting} className={classes.waiting}>
					{mayJoin && isWatching && (
						<Button
							className={classes.bring}
							size="xs"
							variant="default"
							onClick={() => setIsWatching(false)}
						>
							Bring a character
						</Button>
					)}
					<QueuedList
						view={view}
						queued={known.queued}
						isWaiting={plan !== undefined}
						onDismiss={onDismissQueued}
					/>
					<OutOfTurn
						view={drawn}
						viewer={viewer}
						aim={aim}
						onAim={thenToBoard(turn.onAim)}
						onGive={thenToBoard(onGive)}
					/>
				</div>
				{mover && (
					<ActionBar
						mover={mover}
						others={turn.others}
						choices={turn.choices}
						aim={aim}
						onMover={turn.onMover}
						onChoose={thenToBoard(turn.onChoose)}
						onAct={thenToBoard((action) => onGive({ type: "act", action }))}
						onDelay={thenToBoard(() => onGive({ type: "delay", entityId: mover.entityId }))}
						onCancel={thenToBoard(() => turn.onAim(WALK))}
						onGone={toBoard}
					/>
				)}
			</div>
			<SideTabs parts={parts} tab={tab} onTab={setTab} />
			{mayJoin && !isWatching && userId !== undefined && (
				<JoinCard view={view} userId={userId} onJoin={onJoin} onWatch={() => setIsWatching(true)} />
			)}
			{view.status === "completed" && <EndScreen view={view} />}
			<Announcer state={state} view={view} events={events} refused={refused} said={said} />
		</div>
	);
}
