import { TextInput } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { SyncedWorld } from "../../../client/index.js";
import { MemberSign, SearchIcon } from "../../shell/icons.js";
import { listedMembers } from "./listed-members.js";
import { rowAfterKey, rowsInView, scrollToRow } from "./rows-in-view.js";
import classes from "./side.module.css";

const ROW_HEIGHT = 44;

export interface MemberListProps {
	readonly world: SyncedWorld;
	readonly selected: string | undefined;
	readonly onSelect: (id: string) => void;
	/** Told whom the reader is pointing at, so that the map can show it. */
	readonly onPoint: (id: string | undefined) => void;
}

/** Everybody in the world, found by name or place: the map in words. Only the rows in view are drawn. */
export function MemberList({ world, selected, onSelect, onPoint }: MemberListProps) {
	const [search, setSearch] = useState("");
	const [active, setActive] = useState<string>();
	const [top, setTop] = useState(0);
	const list = useRef<HTMLDivElement>(null);
	const { ref: sized, height } = useElementSize<HTMLDivElement>();
	const ref = useMergedRef(list, sized);
	const shownWorld = useDeferredValue(world);
	const members = useMemo(() => listedMembers(shownWorld, search), [shownWorld, search]);
	const { first, end } = rowsInView(members.length, ROW_HEIGHT, { top, height });
	const activeRow = members.findIndex(({ id }) => id === active);

	function moveTo(row: number): void {
		const member = members[row];
		if (!member) return;
		setActive(member.id);
		onPoint(member.id);
		list.current?.scrollTo({ top: scrollToRow(row, ROW_HEIGHT, { top, height }) });
	}

	function onKeyDown(event: KeyboardEvent): void {
		const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
		const row = rowAfterKey(event.key, activeRow, { count: members.length, page });
		if (row !== undefined) moveTo(row);
		else if (event.key === "Enter" && activeRow >= 0) onSelect(members[activeRow]!.id);
		else return;
		event.preventDefault();
	}

	return (
		<div className={classes.members}>
			<TextInput
				className={classes.search}
				type="search"
				aria-label="Search members"
				placeholder="Name or place"
				leftSection={<SearchIcon />}
				value={search}
				onChange={(event) => setSearch(event.currentTarget.value)}
			/>
			<div
				ref={ref}
				className={classes.rows}
				role="listbox"
				tabIndex={0}
				aria-label={`Members, ${members.length} listed`}
				aria-activedescendant={activeRow >= first && activeRow < end ? `member-row-${activeRow}` : undefined}
				onKeyDown={onKeyDown}
				onFocus={() => activeRow < 0 && moveTo(0)}
				onBlur={() => onPoint(undefined)}
				onScroll={(event) => setTop(event.currentTarget.scrollTop)}
			>
				<div style={{ height: members.length * ROW_HEIGHT, position: "relative" }} role="presentation">
					{members.slice(first, end).map((member, index) => (
						<div
							key={member.id}
							id={`member-row-${first + index}`}
							role="option"
							className={classes.row}
							style={{ top: (first + index) * ROW_HEIGHT, height: ROW_HEIGHT }}
							aria-selected={member.id === selected}
							aria-posinset={first + index + 1}
							aria-setsize={members.length}
							data-active={member.id === active || undefined}
							onClick={() => onSelect(member.id)}
							onPointerEnter={() => onPoint(member.id)}
							onPointerLeave={() => onPoint(undefined)}
						>
							<MemberSign type={member.type} />
							<span className={classes.rowName}>{member.name}</span>
							<span className={classes.rowWhere}>{member.where}</span>
						</div>
					))}
				</div>
				{members.length === 0 && <p className={classes.nothing}>Nobody here fits “{search}”.</p>}
			</div>
		</div>
	);
}
