/** The training in the second environment: fits y = 2x + 1 by gradient descent, in Java. */
class Train {
    public static void main(String[] arguments) {
        double slope = 0, offset = 0;
        for (int step = 0; step < 500; step++) {
            double slopeGradient = 0, offsetGradient = 0;
            for (int i = -10; i <= 10; i++) {
                double x = i / 10.0, error = slope * x + offset - (2 * x + 1);
                slopeGradient += error * x / 21;
                offsetGradient += error / 21;
            }
            slope -= 0.1 * slopeGradient;
            offset -= 0.1 * offsetGradient;
        }
        System.out.printf("Java %s: y = %.2fx + %.2f%n", Runtime.version().feature(), slope, offset);
    }
}
