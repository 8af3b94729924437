namespace Planner.Server.Problems;

/// <summary>Carries a problem out of the depth of a request; <see cref="ProblemWriter"/> answers with it.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem => problem;
}
