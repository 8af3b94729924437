using Planner.Benchmarks.Planning;

return args switch
{
    ["planning", "speed", .. var rest] => await SpeedTable.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 3),
    ["planning", "cascade", .. var files] => await CascadeTable.PrintAsync(files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: Planner.Benchmarks planning speed [ROUNDS]   time to the first step and of the whole run, beside HuggingGPT's way
               Planner.Benchmarks planning cascade FILE…    coverage of the embedded controller and its F1 by threshold, on labelled requests
        """);
    return 2;
}
