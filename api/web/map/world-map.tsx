import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { SyncedWorld } from "../../client/index.js";
import { useWorld, type WorldView } from "../../client/react.js";
import { UpIcon } from "../shell/icons.js";
import { LAYOUT } from "../shell/tokens.js";
import { Announcer } from "./announcer.js";
import type { ConnectionState } from "./connection-look.js";
import type { Happening } from "./feed/feed.js";
import type { FollowedWorld } from "./feed/use-feed.js";
import { plainText } from "./feed/wording.js";
import { Legend } from "./legend.js";
import { MapCanvas, type MapHandle } from "./map-canvas.js";
import { MapControls } from "./map-controls.js";
import classes from "./map-page.module.css";
import { Notice } from "./notice.js";
import { useTrack } from "./side/queries.js";
import { PastBar } from "./past/past-bar.js";
import { usePast } from "./past/use-past.js";
import type { Insets } from "./scene/camera.js";
import type { SpokenLine } from "./talk/read-talk.js";
import { useTalk } from "./talk/use-talk.js";
import { SidePanel } from "./side/side-panel.js";

/** Pixels kept free for what lies over the map. */
const WIDE = { top: 20, right: LAYOUT.panelWidth + 2 * LAYOUT.panelGap, bottom: 64, left: 20 };
const WIDE_OPEN = { ...WIDE, bottom: 160 };
const NARROW = { top: 16, right: 16, bottom: 122, left: 16 };
const NARROW_OPEN = { ...NARROW, bottom: 216 };

function insetsOf(narrow: boolean, isBarOpen: boolean): Insets {
	if (narrow) return isBarOpen ? NARROW_OPEN : NARROW;
	return isBarOpen ? WIDE_OPEN : WIDE;
}

export interface WorldMapProps {
	readonly worldId: string;
	readonly followed: FollowedWorld;
	readonly state: ConnectionState;
	readonly selected: string | undefined;
	readonly onSelect: (id: string | undefined) => void;
	readonly onToken: () => void;
}

const worldOf = ({ world }: WorldView): SyncedWorld => world;
const reasonOf = ({ reason }: WorldView): string | undefined => reason;

const NOBODY: ReadonlySet<string> = new Set();

/** Who has to do with a line: its speaker and all who heard it. */
function peopleOf({ speaker, heardBy, overheardBy }: SpokenLine): readonly string[] {
	return [speaker.id, ...heardBy, ...overheardBy];
}

function count(number: number, one: string, many: string): string {
	return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** The map of one world with its lists. */
export function WorldMap({ worldId, followed, state, selected, onSelect, onToken }: WorldMapProps) {
	const { feed, cast } = followed;
	const liveWorld = useWorld(feed.shown, worldOf);
	const reason = useWorld(feed.shown, reasonOf);
	const news = useSyncExternalStore(feed.shown.subscribe, feed.happenings);
	const { past, view: then, stage } = usePast(worldId, cast, feed);
	const world = then.world ?? liveWorld;
	const isPast = then.world !== undefined;
	const happenings = useMemo(
		() => (then.world ? past.happenings(then.world) : news),
		[past, then.world, news],
	);
	const narrow = useMediaQuery(`(max-width: ${LAYOUT.narrowBelow}px)`, false, {
		getInitialValueInEffect: false,
	});
	const map = useRef<MapHandle>(null);
	const [open, setOpen] = useState(false);
	const [pointed, setPointed] = useState<string>();
	const [chosen, setChosen] = useState<Happening>();
	const [line, setLine] = useState<SpokenLine>();
	const talk = useTalk(worldId, feed.scene);
	const [pixelsPerStud, setPixelsPerStud] = useState(1);
	const entity = selected === undefined ? undefined : world.entities.get(selected);
	const { data: track } = useTrack(worldId, isPast ? undefined : entity?.id);
	const focus = useMemo(
		() => ({
			selected: entity?.id,
			highlighted: new Set([
				...(chosen?.about ?? NOBODY),
				...(line ? peopleOf(line) : NOBODY),
				...(pointed === undefined ? [] : [pointed]),
			]),
			track: track ?? [],
		}),
		[entity?.id, chosen, line, pointed, track],
	);

	const select = useCallback(
		(id: string | undefined) => {
			onSelect(id);
			setPointed(undefined);
			if (id !== undefined) setOpen(true);
		},
		[onSelect],
	);
	const show = useCallback((ids: readonly string[]) => {
		setOpen(false);
		map.current?.show(ids);
	}, []);
	const choose = useCallback(
		(happening: Happening | undefined) => {
			setChosen(happening);
			setLine(undefined);
			if (happening) show(happening.about);
		},
		[show],
	);
	const chooseLine = useCallback(
		(next: SpokenLine | undefined) => {
			setLine(next);
			setChosen(undefined);
			if (next) show(peopleOf(next));
		},
		[show],
	);
	useEffect(() => {
		const onEscape = (event: globalThis.KeyboardEvent): void => {
			if (event.key !== "Escape" || event.defaultPrevented) return;
			onSelect(undefined);
			choose(undefined);
		};
		document.addEventListener("keydown", onEscape);
		return () => document.removeEventListener("keydown", onEscape);
	}, [onSelect, choose]);

	const members = count(world.entities.size, "member", "members");
	const groups = count(world.clusters.size, "group", "groups");
	const panel = (
		<SidePanel
			worldId={worldId}
			world={world}
			at={isPast ? (then.at ?? world.timestamp) : undefined}
			happenings={happenings}
			cast={cast}
			talk={talk}
			chosenLine={line?.id}
			onChooseLine={chooseLine}
			selected={selected}
			track={track ?? []}
			chosen={chosen}
			onSelect={select}
			onPoint={setPointed}
			onChoose={choose}
			onShow={show}
		/>
	);
	return (
		<div
			className={classes.map}
			data-state={state}
			data-past={isPast || undefined}
			data-bar={then.isOpen || undefined}
		>
			<MapCanvas
				ref={map}
				stage={stage}
				label={`Map of ${worldId}: ${members}, ${groups}.`}
				insets={insetsOf(narrow, then.isOpen)}
				focus={focus}
				onSelect={select}
				onZoom={setPixelsPerStud}
			/>
			<Legend pixelsPerStud={pixelsPerStud} />
			<MapControls onZoom={(factor) => map.current?.zoomBy(factor)} onFit={() => map.current?.fit()} />
			{liveWorld.tick > 0 && <PastBar past={past} view={then} />}
			<Notice state={state} reason={reason} world={worldId} pictured={world.tick > 0} onToken={onToken} />
			{narrow ? (
				<>
					<button type="button" className={classes.peek} aria-expanded={open} onClick={() => setOpen(true)}>
						<span>
							<b>{members}</b> in {groups}
							<span className={classes.latest}>
								{happenings[0] ? plainText(happenings[0]) : "Nothing new yet"}
							</span>
						</span>
						<UpIcon />
					</button>
					<Drawer
						opened={open}
						onClose={() => setOpen(false)}
						position="bottom"
						size="72%"
						title="The world in words"
						closeButtonProps={{ "aria-label": "Close the lists" }}
						classNames={{ body: classes.sheetBody, content: classes.sheet }}
						closeOnEscape
					>
						{panel}
					</Drawer>
				</>
			) : (
				<aside className={classes.side} aria-label="The world in words">
					{panel}
				</aside>
			)}
			<Announcer state={state} happenings={news} />
		</div>
	);
}
