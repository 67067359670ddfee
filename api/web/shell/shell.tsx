import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { Mark, MoonIcon, SunIcon } from "./icons.js";
import { PAGES, type Page } from "./pages.js";
import classes from "./shell.module.css";

export interface ShellProps {
	/** The page being shown. */
	readonly page: Page;
	/** What the page puts into the header. */
	readonly tools: ReactNode;
	readonly children: ReactNode;
}

function SchemeToggle() {
	const { setColorScheme } = useMantineColorScheme();
	const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false });
	const other = scheme === "dark" ? "light" : "dark";
	const label = `Switch to ${other} colours`;
	return (
		<Tooltip label={label} openDelay={500}>
			<ActionIcon
				variant="subtle"
				color="gray"
				size={34}
				aria-label={label}
				onClick={() => setColorScheme(other)}
			>
				{scheme === "dark" ? <SunIcon /> : <MoonIcon />}
			</ActionIcon>
		</Tooltip>
	);
}

/** The frame of every page: mark, ways to the other pages, the page's own tools, and the page below. */
export function Shell({ page, tools, children }: ShellProps) {
	useEffect(() => {
		document.title = page === PAGES[0] ? "Earshot" : `${page.name} · Earshot`;
	}, [page]);
	return (
		<div className={classes.shell}>
			<header className={classes.header}>
				<a href="/" className={classes.brand} aria-label="Earshot">
					<Mark />
					<span className={classes.name}>Earshot</span>
				</a>
				<nav aria-label="Pages">
					<ul className={classes.pages}>
						{PAGES.map(({ path, name, icon: PageIcon, badge: Badge }) => (
							<li key={path}>
								<a
									href={path}
									className={classes.page}
									aria-current={path === page.path ? "page" : undefined}
								>
									<span className={classes.pageIcon}>
										<PageIcon />
									</span>
									<span className={classes.pageName}>{name}</span>
									{Badge && <Badge />}
								</a>
							</li>
						))}
					</ul>
				</nav>
				<div className={classes.tools}>{tools}</div>
				<SchemeToggle />
			</header>
			<main className={classes.main}>{children}</main>
		</div>
	);
}
