import { Button } from "@mantine/core";
import { memo, useCallback, useEffect, useRef } from "react";
import type { ItemWire } from "../../client/experience/index.js";
import { Bottle } from "./bottle.js";
import classes from "./items.module.css";

interface Doing {
	/** What can be done with an item: "Take", "Drop". */
	readonly verb: string;
	readonly onDo: (item: ItemWire) => void;
}

export interface ItemListProps extends Doing {
	readonly title: string;
	readonly items: readonly ItemWire[];
	readonly nothing: string;
	readonly isUnderWay: (item: ItemWire) => boolean;
}

interface RowProps extends Doing {
	readonly item: ItemWire;
	readonly index: number;
	readonly isUnderWay: boolean;
	/** The keyboard has come to it; undefined where it has gone on to something else. */
	readonly onFocus: (index: number | undefined) => void;
}

/** Drawn anew only where it is another item, or something is done with it: with each news all are looked at. */
const Row = memo(function Row({ item, index, verb, isUnderWay, onDo, onFocus }: RowProps) {
	return (
		<>
			<span className={classes.sign}>
				<Bottle isFull size={30} />
			</span>
			<span className={classes.words}>
				<b>{item.name}</b>
				<span>{item.description}</span>
			</span>
			<Button
				variant="default"
				size="xs"
				aria-label={`${verb} ${item.name}`}
				loading={isUnderWay}
				onFocus={() => onFocus(index)}
				onBlur={({ relatedTarget }) => {
					if (relatedTarget) onFocus(undefined);
				}}
				onClick={() => onDo(item)}
			>
				{verb}
			</Button>
		</>
	);
});

/** Things with one thing to do about each. */
export function ItemList({ title, items, verb, nothing, isUnderWay, onDo }: ItemListProps) {
	const section = useRef<HTMLElement>(null);
	/** Where the keyboard was, so that it goes on from there when the thing is gone. */
	const focused = useRef<number>(undefined);
	const onFocus = useCallback((index: number | undefined) => {
		focused.current = index;
	}, []);
	useEffect(() => {
		const wasHere = focused.current;
		if (wasHere === undefined || document.activeElement !== document.body) return;
		focused.current = undefined;
		const buttons = section.current?.querySelectorAll<HTMLElement>("button") ?? [];
		const next = buttons[Math.min(wasHere, buttons.length - 1)];
		(next ?? section.current?.querySelector<HTMLElement>("h2"))?.focus();
	}, [items]);
	return (
		<section ref={section} className={classes.items}>
			<h2 tabIndex={-1}>{title}</h2>
			{items.length === 0 ? (
				<p className={classes.nothing}>{nothing}</p>
			) : (
				<ul>
					{items.map((item, index) => (
						<li key={item.id}>
							<Row {...{ item, index, verb, onDo, onFocus }} isUnderWay={isUnderWay(item)} />
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
