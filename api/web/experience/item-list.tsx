import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ItemWire } from "../../client/experience/index.js";
import { Bottle } from "./bottle.js";
import classes from "./items.module.css";

export interface ItemListProps {
	readonly title: string;
	readonly items: readonly ItemWire[];
	/** What can be done with an item: "Take", "Drop". */
	readonly verb: string;
	readonly nothing: string;
	readonly isUnderWay: (item: ItemWire) => boolean;
	readonly onDo: (item: ItemWire) => void;
}

/** Things with one thing to do about each. */
export function ItemList({ title, items, verb, nothing, isUnderWay, onDo }: ItemListProps) {
	const section = useRef<HTMLElement>(null);
	/** Where the keyboard was, so that it goes on from there when the thing is gone. */
	const focused = useRef<number>(undefined);
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
								loading={isUnderWay(item)}
								onFocus={() => (focused.current = index)}
								onBlur={({ relatedTarget }) => {
									if (relatedTarget) focused.current = undefined;
								}}
								onClick={() => onDo(item)}
							>
								{verb}
							</Button>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
