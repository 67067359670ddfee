import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./room.module.css";

export type Tab = "order" | "dm" | "talk" | "story" | "sheet";

export interface SidePart {
	readonly tab: Tab;
	readonly label: string;
	readonly content: ReactNode;
}

export interface SideTabsProps {
	readonly parts: readonly SidePart[];
	readonly tab: Tab;
	readonly onTab: (tab: Tab) => void;
}

/** The table in words, a part at a time. */
export function SideTabs({ parts, tab, onTab }: SideTabsProps) {
	return (
		<aside className={classes.side} aria-label="The table in words">
			<Tabs
				value={tab}
				onChange={(value) => onTab((value ?? "talk") as Tab)}
				classNames={{ root: classes.tabs, tab: classes.tab, panel: classes.panel }}
			>
				<Tabs.List grow>
					{parts.map((part) => (
						<Tabs.Tab key={part.tab} value={part.tab}>
							{part.label}
						</Tabs.Tab>
					))}
				</Tabs.List>
				{parts.map((part) => (
					<Tabs.Panel key={part.tab} value={part.tab}>
						{part.content}
					</Tabs.Panel>
				))}
			</Tabs>
		</aside>
	);
}
