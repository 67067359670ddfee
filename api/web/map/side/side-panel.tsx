import { Tabs } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Cast, SyncedWorld } from "../../../client/index.js";
import type { Happening } from "../feed/feed.js";
import type { SpokenLine } from "../talk/read-talk.js";
import type { TalkView } from "../talk/talk-feed.js";
import { TalkList } from "../talk/talk-list.js";
import { HappeningsList } from "./happenings-list.js";
import { MemberDetail } from "./member-detail.js";
import { MemberList } from "./member-list.js";
import type { TrackPoint } from "./read-answers.js";
import classes from "./side.module.css";

export interface SidePanelProps {
	readonly worldId: string;
	readonly world: SyncedWorld;
	/** Unix seconds of what is shown, where that is the past. */
	readonly at: number | undefined;
	/** Newest first. */
	readonly happenings: readonly Happening[];
	readonly cast: Cast;
	readonly talk: TalkView;
	/** Id of the line whose speaker and hearers the map shows. */
	readonly chosenLine: string | undefined;
	readonly onChooseLine: (line: SpokenLine | undefined) => void;
	readonly selected: string | undefined;
	readonly track: readonly TrackPoint[];
	readonly chosen: Happening | undefined;
	readonly onSelect: (id: string | undefined) => void;
	readonly onPoint: (id: string | undefined) => void;
	readonly onChoose: (happening: Happening | undefined) => void;
	readonly onShow: (ids: readonly string[]) => void;
}

/** The world in words: what happens, who is there, and one member in full. */
export function SidePanel(props: SidePanelProps) {
	const { world, selected, chosen, onSelect, onChoose } = props;
	const panel = useRef<HTMLDivElement>(null);
	const closing = useRef(false);
	const entity = selected === undefined ? undefined : world.entities.get(selected);
	const shown = entity?.id;

	// Who opened a member by keyboard reads on there, and comes back to the list they came from.
	useEffect(() => {
		const within = panel.current?.contains(document.activeElement) ?? false;
		if (!within && !closing.current) return;
		closing.current = false;
		const next = shown === undefined ? "[role=listbox], [role=tab][aria-selected=true]" : "[data-first]";
		[...(panel.current?.querySelectorAll<HTMLElement>(next) ?? [])].at(-1)?.focus();
	}, [shown]);

	function close(): void {
		closing.current = true;
		onSelect(undefined);
	}

	function onKeyDown(event: KeyboardEvent): void {
		const nothingChosen = !chosen && props.chosenLine === undefined;
		if (event.key !== "Escape" || (shown === undefined && nothingChosen)) return;
		event.stopPropagation();
		if (shown !== undefined) return close();
		onChoose(undefined);
		props.onChooseLine(undefined);
	}

	return (
		<div ref={panel} className={classes.panel} onKeyDown={onKeyDown}>
			{entity && (
				<MemberDetail
					worldId={props.worldId}
					world={world}
					at={props.at}
					entity={entity}
					track={props.track}
					onSelect={onSelect}
					onClose={close}
					onFocus={() => props.onShow([entity.id])}
				/>
			)}
			<Tabs
				defaultValue="happenings"
				className={classes.tabs}
				classNames={{ panel: classes.tabPanel, tab: classes.tab }}
				inert={entity !== undefined}
				keepMounted={false}
			>
				<Tabs.List grow>
					<Tabs.Tab value="happenings">Happenings</Tabs.Tab>
					<Tabs.Tab value="talk">Talk</Tabs.Tab>
					<Tabs.Tab value="members">Members ({world.entities.size.toLocaleString("en")})</Tabs.Tab>
				</Tabs.List>
				<Tabs.Panel value="happenings" className={classes.scrolling}>
					<HappeningsList
						cast={props.cast}
						at={props.at}
						happenings={props.happenings}
						chosen={chosen?.number}
						onChoose={(happening) => onChoose(happening.number === chosen?.number ? undefined : happening)}
					/>
				</Tabs.Panel>
				<Tabs.Panel value="talk" className={classes.scrolling}>
					<TalkList
						talk={props.talk}
						world={world}
						chosen={props.chosenLine}
						onChoose={(line) => props.onChooseLine(line.id === props.chosenLine ? undefined : line)}
					/>
				</Tabs.Panel>
				<Tabs.Panel value="members">
					<MemberList world={world} selected={selected} onSelect={onSelect} onPoint={props.onPoint} />
				</Tabs.Panel>
			</Tabs>
		</div>
	);
}
