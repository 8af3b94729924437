using Planner.Benchmarks.Planning;

return args switch
{
    ["planning", "speed", .. var rest] => await SpeedTable.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 3),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Planner.Benchmarks planning speed [ROUNDS]   time to the first step and of the whole run, beside HuggingGPT's way");
    return 2;
}
