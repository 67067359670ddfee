import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useRef, useState } from "react";
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
import { TurnBanner } from "../turn/turn-banner.js";
import { isPlayedBy } from "../words/people.js";
import { Announcer } from "./announcer.js";
import { EndScreen } from "./end-screen.js";
import { JoinCard } from "./join-card.js";
import { Refusal, type Told } from "./refusal.js";
import classes from "./room.module.css";
import { useTurn } from "./use-turn.js";

/** Pixels of the picture that panels lie over, with the action bar and without. */
const SIDES = { left: 276, right: LAYOUT.panelWidth + 2 * LAYOUT.panelGap };
const ACTING: Insets = { ...SIDES, top: 76, bottom: 172 };
const WATCHING: Insets = { ...SIDES, top: 76, bottom: 24 };
const NARROW: Insets = { top: 12, right: 12, bottom: 12, left: 12 };

type Tab = "order" | "talk" | "story" | "sheet" | "dm";

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
}

/** The table of one encounter: the map, who acts when, what one can do, and what is said. */
export function Table({ known, failed, view, state, userId, onGive, onJoin, onDismiss }: TableProps) {
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
	const turn = useTurn({ view, viewer, onGive, onSelect: select });
	const { mover, aim } = turn;
	const shown = (selected === undefined ? undefined : view.participants[selected]) ?? own;
	const toBoard = useCallback(() => board.current?.focus(), []);
	/** Buttons go away when they are used: the map is where one goes on. */
	const thenToBoard =
		<Given extends readonly unknown[]>(act: (...given: Given) => void) =>
		(...given: Given): void => {
			act(...given);
			toBoard();
		};
	const order = <Order view={view} viewer={viewer} selected={selected} onSelect={select} />;
	const isJoining = viewer?.kind === "watcher" && view.status !== "completed" && !isWatching;
	return (
		<div className={`${classes.table} ${frame.news}`} data-acting={mover !== undefined || undefined}>
			<div className={classes.map}>
				<Board
					ref={board}
					view={view}
					known={known}
					mover={mover}
					aim={aim}
					selected={selected}
					insets={isNarrow ? NARROW : mover ? ACTING : WATCHING}
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
				{mover ? (
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
				) : (
					<OutOfTurn view={view} viewer={viewer} onGive={thenToBoard(onGive)} />
				)}
			</div>
			<aside className={classes.side} aria-label="The table in words">
				<Tabs
					value={tab}
					onChange={(value) => setTab((value ?? "talk") as Tab)}
					classNames={{ root: classes.tabs, panel: classes.panel }}
				>
					<Tabs.List grow>
						{isNarrow && <Tabs.Tab value="order">Order</Tabs.Tab>}
						{isDm && <Tabs.Tab value="dm">DM</Tabs.Tab>}
						<Tabs.Tab value="talk">Talk</Tabs.Tab>
						<Tabs.Tab value="story">Story</Tabs.Tab>
						<Tabs.Tab value="sheet">Sheet</Tabs.Tab>
					</Tabs.List>
					{isNarrow && <Tabs.Panel value="order">{order}</Tabs.Panel>}
					{isDm && (
						<Tabs.Panel value="dm">
							<DmTools
								view={view}
								selected={selected}
								aim={aim}
								onAim={turn.onAim}
								onGive={onGive}
								onSelect={setSelected}
							/>
						</Tabs.Panel>
					)}
					<Tabs.Panel value="talk">
						<Chat view={view} viewer={viewer} userId={userId} onGive={onGive} />
					</Tabs.Panel>
					<Tabs.Panel value="story">
						<Story
							events={events}
							view={view}
							onUndo={isDm ? (to) => onGive({ type: "undo", to }) : undefined}
						/>
					</Tabs.Panel>
					<Tabs.Panel value="sheet">
						{shown ? (
							<Sheet one={shown} />
						) : (
							<p className={classes.nobody}>Choose somebody in the order or on the map.</p>
						)}
					</Tabs.Panel>
				</Tabs>
			</aside>
			{isJoining && userId !== undefined && (
				<JoinCard view={view} userId={userId} onJoin={onJoin} onWatch={() => setIsWatching(true)} />
			)}
			{view.status === "completed" && <EndScreen view={view} />}
			<Announcer state={state} view={view} events={events} refused={refused} said={said} />
		</div>
	);
}
