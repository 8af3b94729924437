using Planner.Cli;

await using var context = CliContext.ForProcess();
return await CommandLine.RunAsync(args, context);
